"""What people are told when staff take back what they gave."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from shop.orders.letters import absolute
from shop.orders.models import Order


def tell_taken_back(order: Order, *, paid: bool) -> bool:
    """Say that access to everything in the order has ended, and whether money was paid back; once for each order."""
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        url = absolute(reverse("shop:order", args=[order.secret]))
    titles = list(order.lines.order_by("id").values_list("title", flat=True))
    context = {"order": order, "amount": order.total, "paid": paid, "titles": titles, "url": url}
    return send(Letter("taken_back", order.email, order.language, context), key=f"taken_back:{order.pk}")
