"""Papers are issued here: each once, in one short transaction that also takes its number."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from shop.invoices.content import Paper, content_of, taxes_in
from shop.invoices.models import Invoice, InvoiceSeries
from shop.invoices.sums import TaxPart, credited, parts_of
from shop.offers.taxes import day_of
from shop.orders.models import Order, OrderLine
from shop.payments.models import Refund


@transaction.atomic
def issue_invoice(*, order_id: int, at: datetime) -> Invoice | None:
    """The invoice of a paid order, the same one again if there is one; none for what cost nothing."""
    return _invoice(Order.objects.select_for_update().get(pk=order_id), at=at)


@transaction.atomic
def issue_credit_note(*, refund_id: int, at: datetime) -> Invoice | None:
    """The credit note for money that went back, the same one again if there is one; none where nothing was invoiced.

    Raises CannotCredit where more went back than was invoiced.
    """
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    return _credit_note(refund, Order.objects.select_for_update().get(pk=refund.payment.order_id), at=at)


@transaction.atomic
def credit_order(*, order_id: int, at: datetime) -> Invoice | None:
    """The credit note that ends an order whose money went back elsewhere; the same one again if there is one."""
    order = Order.objects.select_for_update().get(pk=order_id)
    invoice = _invoice(order, at=at)
    known = order.invoices.filter(refund=None, kind=Invoice.Kind.CREDIT_NOTE).first()
    if known or invoice is None:
        return known
    lines, parts = _lines(order), taxes_in(invoice.content)
    return _issue(order, Invoice.Kind.CREDIT_NOTE, lines=lines, parts=parts, about=invoice, at=at)


@transaction.atomic
def take_back_credit_note(*, refund_id: int, at: datetime) -> Invoice | None:
    """The invoice that stands against a credit note whose refund failed afterwards; the same one again if any."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    order = Order.objects.select_for_update().get(pk=refund.payment.order_id)
    known = order.invoices.filter(refund=refund, kind=Invoice.Kind.INVOICE).first()
    note = _credit_note(refund, order, at=at)
    if known or note is None:
        return known
    return _issue(order, Invoice.Kind.INVOICE, parts=taxes_in(note.content), about=note, refund=refund, at=at)


def _invoice(order: Order, *, at: datetime) -> Invoice | None:
    known = order.invoices.filter(kind=Invoice.Kind.INVOICE, refund=None).first()
    if known or order.paid_at is None or not order.total_amount:
        return known
    lines = _lines(order)
    return _issue(order, Invoice.Kind.INVOICE, lines=lines, parts=parts_of(lines), at=at)


def _credit_note(refund: Refund, order: Order, *, at: datetime) -> Invoice | None:
    invoice = _invoice(order, at=at)
    known = order.invoices.filter(refund=refund, kind=Invoice.Kind.CREDIT_NOTE).first()
    if known or invoice is None:
        return known
    lines = _lines(order, only=set(refund.lines.values_list("pk", flat=True)))
    parts = credited(taxes_in(invoice.content), _credited_before(order), amount=refund.amount, lines=lines)
    whole = sum(line.total_amount for line in lines) == refund.amount
    return _issue(
        order,
        Invoice.Kind.CREDIT_NOTE,
        lines=lines if whole else [],
        parts=parts,
        about=invoice,
        refund=refund,
        at=at,
    )


def _issue(
    order: Order,
    kind: str,
    *,
    parts: list[TaxPart],
    at: datetime,
    lines: list[OrderLine] | None = None,
    about: Invoice | None = None,
    refund: Refund | None = None,
) -> Invoice:
    series, number = _next_number(kind, is_test=order.is_test, at=at)
    invoice = Invoice(
        series=series,
        number=number,
        kind=kind,
        order=order,
        refund=refund,
        issued_at=at,
        language=order.language,
        currency=order.currency,
        buyer={"name": order.name, "email": order.email} if order.email else {},
    )
    paper = Paper(kind, invoice.name, order, lines or [], parts, at, about)
    invoice.total_amount, invoice.tax_amount = paper.gross, paper.tax
    invoice.content = content_of(paper)
    invoice.save()
    return invoice


def _next_number(kind: str, *, is_test: bool, at: datetime) -> tuple[str, int]:
    """The series of that year (by the shop's calendar) and its next number, given out with the caller's commit."""
    name = f"{'TEST-' if is_test else ''}{settings.SHOP_INVOICE_SERIES[kind]}-{day_of(at).year}"
    InvoiceSeries.objects.get_or_create(name=name)
    # Locked until the paper is written: whoever fails leaves no gap, and nobody reads the same number meanwhile.
    series = InvoiceSeries.objects.select_for_update().get(name=name)
    series.last_number += 1
    series.save()
    return name, series.last_number


def _lines(order: Order, *, only: set[int] | None = None) -> list[OrderLine]:
    lines = order.lines.order_by("id")
    return list(lines if only is None else lines.filter(pk__in=only))


def _credited_before(order: Order) -> list[TaxPart]:
    """All credits so far; one that was taken back counts no more."""
    papers = list(order.invoices.exclude(refund=None))
    taken_back = {paper.refund_id for paper in papers if paper.kind == Invoice.Kind.INVOICE}
    return [part for paper in papers if paper.refund_id not in taken_back for part in taxes_in(paper.content)]
