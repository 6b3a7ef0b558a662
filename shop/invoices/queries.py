"""What may be asked of papers."""

from __future__ import annotations

from shop.invoices.models import Invoice
from shop.orders.models import Order


def papers_of(order: Order) -> list[Invoice]:
    """Every paper about an order, in the order in which they were issued."""
    return list(order.invoices.order_by("issued_at", "id"))


def paper_named(order: Order, name: str) -> Invoice | None:
    """An order's paper by its name."""
    return next((paper for paper in papers_of(order) if paper.name == name), None)
