"""What is written about withdrawals, in the order's language: the way there, the receipt, and a no."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from shop.fulfilment.withdrawing import stamp
from shop.orders.letters import absolute
from shop.orders.models import Order
from shop.withdrawals.models import Withdrawal, WithdrawnLine


def send_way(order: Order, *, key: str) -> bool:
    """Send the buyer the page on which they withdraw; the address in it is secret."""
    if not order.email:
        return False  # the buyer has left since
    context = {"order": order, "url": _address("shop:withdraw", order)}
    return send(Letter("withdrawal_way", order.email, order.language, context), key=key)


def send_receipt(withdrawal: Withdrawal) -> None:
    """The durable receipt: what was declared, day and time. The order's own address is told too."""
    order = withdrawal.order
    lines = list(withdrawal.lines.select_related("line"))
    with translation.override(order.language):
        declared = stamp(withdrawal.declared_at, order)
    context = {
        "order": order,
        "withdrawal": withdrawal,
        "declared": declared,
        "accepted": [row for row in lines if row.state == WithdrawnLine.State.ACCEPTED],
        "waiting": [row for row in lines if row.state == WithdrawnLine.State.WAITING and row.holds],
        "asked": [row for row in lines if row.state == WithdrawnLine.State.WAITING and not row.holds],
        "url": _address("shop:withdrawn", order, withdrawal.pk),
    }
    for address in dict.fromkeys(filter(None, [withdrawal.email, order.email])):
        letter = Letter("withdrawal_receipt", address, order.language, context)
        send(letter, key=f"withdrawal:{withdrawal.pk}:{'buyer' if address == order.email else 'named'}")


def send_decision(withdrawal: Withdrawal, lines: list[WithdrawnLine], *, reason: str) -> None:
    """Say that it was not accepted, and why."""
    order = withdrawal.order
    context = {
        "order": order,
        "titles": [row.line.title for row in lines],
        "reason": reason,
        "url": _address("shop:order", order),
    }
    send(Letter("withdrawal_refused", withdrawal.email, order.language, context), key=f"withdrawal-no:{withdrawal.pk}")


def _address(name: str, order: Order, *more: object) -> str:
    with translation.override(order.language):
        return absolute(reverse(name, args=[order.secret, *more]))
