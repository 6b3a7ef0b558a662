"""What may be asked of papers."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from shop.invoices.models import Invoice
from shop.orders.models import Order
from shop.payments.models import Payment, Refund


def papers_of(order: Order) -> list[Invoice]:
    """Every paper about an order, in the order in which they were issued."""
    return list(order.invoices.order_by("issued_at", "id"))


def paper_named(order: Order, name: str) -> Invoice | None:
    """An order's paper by its name."""
    return next((paper for paper in papers_of(order) if paper.name == name), None)


def not_invoiced() -> QuerySet[Order]:
    """Paid orders without their invoice, in the order in which they were paid."""
    invoices = Invoice.objects.filter(order=OuterRef("pk"), kind=Invoice.Kind.INVOICE, refund=None)
    paid = Order.objects.filter(paid_at__isnull=False, total_amount__gt=0)
    return paid.exclude(Exists(invoices)).order_by("paid_at", "id")


def not_credited() -> QuerySet[Refund]:
    """Money that went back of paid orders without its credit note, in the order in which it was given back."""
    notes = Invoice.objects.filter(refund=OuterRef("pk"), kind=Invoice.Kind.CREDIT_NOTE)
    done = Refund.objects.filter(state=Refund.State.DONE, payment__state=Payment.State.PAID)
    return done.exclude(Exists(notes)).order_by("created_at", "id")
