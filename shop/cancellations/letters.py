"""What a buyer is told who has cancelled: what ended, what goes back, and what is kept by the terms."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from money import Money
from shop.orders.letters import absolute
from shop.orders.models import Order


def tell_cancelled(order: Order, *, titles: list[str], back: Money, kept: Money, key: str) -> bool:
    """Confirm it, once for each key."""
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        url = absolute(reverse("shop:order", args=[order.secret]))
    context = {"order": order, "titles": titles, "back": back, "kept": kept, "url": url}
    return send(Letter("cancelled", order.email, order.language, context), key=key)
