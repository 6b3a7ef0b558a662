"""Paying: an order, then the supplier's page; whatever was open before is ended first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shop.cart.models import Cart
from shop.orders.checkout import Details, OtherOrderOpen, place_order
from shop.orders.models import Order
from shop.orders.operations import give_up, mark_paid
from shop.payments import operations as payments
from shop.payments.models import Payment


class AlreadyPaying(Exception):
    """An order of this cart is paid or about to be; the buyer is led there and not charged again."""

    def __init__(self, order: Order) -> None:
        super().__init__(order.number)
        self.order = order


@dataclass(frozen=True)
class Begun:
    """An order, and the supplier's session and page where it is paid; none where nothing is to be paid."""

    order: Order
    url: str = ""
    session_id: str = ""


def begin_payment(cart: Cart, details: Details, *, at: datetime) -> Begun:
    """Place the order and open its payment; asked twice, it is one order and one page.

    Not to be called in a transaction: it speaks with the supplier. Raises CannotOrder, AlreadyPaying and
    payments.PaymentUnavailable.
    """
    order = _order_for(cart, details, at=at)
    if order.state == Order.State.PROCESSING:
        raise AlreadyPaying(order)
    if not order.total_amount:
        with transaction.atomic():
            mark_paid(order, at=at)  # which counts once, by itself
        return Begun(order)
    payment = payments.open_payment(order_id=order.pk, at=at)
    return Begun(order, payment.page_url, payment.session_id)


def look_at_payment(order: Order, *, at: datetime) -> Order:
    """The order after asking the supplier how its payment stands; as it is where the supplier does not answer."""
    asked = order.payments.exclude(session_id=None).filter(
        state__in=[Payment.State.OPEN, Payment.State.PROCESSING, Payment.State.CREATING]
    )
    if order.paid_at is None and (payment := asked.order_by("-attempt").first()):
        try:
            payments.settle(session_id=payment.session_id, at=at)
        except payments.PaymentUnavailable:
            return order  # the page looks again in a moment, and so does the reconciler
        order.refresh_from_db()
    return order


def end_order(order: Order, *, at: datetime) -> None:
    """End an unpaid order so that nobody can pay it any more.

    Not to be called in a transaction: it speaks with the supplier. Raises AlreadyPaying and
    payments.PaymentUnavailable.
    """
    payments.cancel_open_payment(order_id=order.pk, at=at)
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=order.pk)
        if order.paid_at or order.state == Order.State.PROCESSING:
            raise AlreadyPaying(order)
        give_up(order, state=Order.State.CANCELLED, at=at)


def _order_for(cart: Cart, details: Details, *, at: datetime) -> Order:
    try:
        return place_order(cart, details, at=at)
    except OtherOrderOpen as other:
        for order in other.orders:
            end_order(order, at=at)
    return place_order(cart, details, at=at)
