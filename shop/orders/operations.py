"""What may happen to an order after it is placed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from outbox import contract as outbox
from shop.capacity import holding
from shop.capacity.holding import Wish
from shop.cart.models import CartLine
from shop.fulfilment.models import Entitlement
from shop.fulfilment.operations import await_handover
from shop.orders.models import Order

UNPAID = (Order.State.AWAITING_PAYMENT, Order.State.PROCESSING)


def mark_paid(order: Order, *, at: datetime) -> bool:
    """Count an order as paid in the caller's transaction, once: places, goods, receipt, cart; false if it was paid.

    Money that comes for an order given up counts too: whoever calls decides whether it is kept. Raises Unavailable
    where places that were not kept any more went to others.
    """
    paid = Order.objects.filter(pk=order.pk, paid_at=None).update(state=Order.State.PAID, paid_at=at)
    if not paid:
        return False
    lines = list(order.lines.select_related("offer"))
    CartLine.objects.lock(line.from_line for line in lines)
    holding.sell([Wish(line.from_line, line.offer, line.quantity, line.pk) for line in lines], at=at)
    order.state, order.paid_at = Order.State.PAID, at
    await_handover(lines, at=at)
    if order.total_amount:  # what was given away needs no invoice
        outbox.add("invoices.issue", key=f"invoice:{order.pk}", payload={"order_id": order.pk})
    outbox.add("order.receipt", key=f"receipt:{order.pk}", payload={"order_id": order.pk})
    _take_out_of_cart(lines)
    return True


def give_up(order: Order, *, state: str, at: datetime) -> bool:
    """End an unpaid order as cancelled or expired; its cart stays as it is. False if it is past that."""
    ended = Order.objects.filter(pk=order.pk, state__in=UNPAID, paid_at=None).update(state=state)
    if ended:
        order.state = state
        lines = list(order.lines.values_list("from_line", flat=True))
        CartLine.objects.filter(pk__in=lines, held_until__gt=at).update(held_until=at)
        holding.end_now(lines, at=at)
    return bool(ended)


@transaction.atomic
def claim_orders(*, user, email: str) -> int:
    """Give someone the guest orders of an address that they have proven, with all rights; returns how many."""
    orders = list(Order.objects.select_for_update().filter(user=None, email__iexact=email).values_list("pk", flat=True))
    Order.objects.filter(pk__in=orders).update(user=user)
    Entitlement.objects.filter(line__order__in=orders, user=None).update(user=user)
    return len(orders)


def _take_out_of_cart(lines) -> None:
    """Only what was paid goes: a buyer who put more of the same into the cart meanwhile keeps the rest."""
    for line in lines:
        in_cart = CartLine.objects.filter(pk=line.from_line, offer=line.offer_id)
        in_cart.filter(Q(quantity__lte=line.quantity) | ~Q(removed_at=None)).delete()
        in_cart.update(quantity=F("quantity") - line.quantity)
