"""Cancelling by the buyer: what stands ends at once, and the money goes back that the terms give back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from money import Money
from outbox import contract as outbox
from shop.cancellations.queries import Preview, preview
from shop.orders.models import Order
from shop.payments.refunds import CannotRefund, refund
from shop.payments.standing import take_back
from shop.withdrawals.operations import note_paid_back


class CannotCancel(Exception):
    """It cannot be cancelled as things stand; the text may be shown."""


@transaction.atomic
def cancel(*, order_id: int, lines: Collection[int], shown: Money, click: str, at: datetime) -> Preview | None:
    """End lines of an order for the sum that its buyer was shown, once for each click; none for one that was taken.

    Places come free and access ends whatever becomes of the money; it goes back by a job. Raises CannotCancel.
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    if is_done(order, click):
        return None
    ending = preview(order, lines, at=at)
    if not set(lines) <= {line.pk for line in ending.lines}:
        raise CannotCancel(_("Some of this was cancelled or paid back meanwhile. Look at what is left."))
    if ending.back != shown:
        raise CannotCancel(_("What is given back has changed since you saw it. Nothing was cancelled. Look again."))
    if ending.back:
        try:
            refund(order_id=order.pk, amount=ending.back, lines=ending.lines, cause=f"cancel-{click}", at=at)
        except CannotRefund as reason:
            raise CannotCancel(str(reason)) from reason
    take_back(ending.lines)
    note_paid_back(ending.lines, at=at)
    told = {
        "order_id": order.pk,
        "titles": [line.title for line in ending.lines],
        "back": ending.back.minor,
        "kept": ending.kept.minor,
        "click": click,
    }
    outbox.add("cancellations.tell", key=_key(order, click), payload=told)
    return ending


def is_done(order: Order, click: str) -> bool:
    """Whether this click has cancelled something of an order."""
    return bool(click) and outbox.jobs(keys=[_key(order, click)]).exists()


def _key(order: Order, click: str) -> str:
    return f"cancelled:{order.number}:{click}"
