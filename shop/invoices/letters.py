"""The letter about money that went back."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from shop.invoices.models import Invoice
from shop.invoices.paper import attached
from shop.orders.letters import absolute


def tell_paid_back(note: Invoice) -> bool:
    """Say that money went back, with its credit note; once for each. Not to be called in a transaction."""
    order = note.order
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        url = absolute(reverse("shop:order", args=[order.secret]))
    context = {"order": order, "amount": note.total, "name": note.name, "url": url}
    letter = Letter("money_paid_back", order.email, order.language, context, (attached(note),))
    return send(letter, key=f"credit_note:{note.pk}")
