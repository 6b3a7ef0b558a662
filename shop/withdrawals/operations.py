"""Declaring a withdrawal, and deciding on what does not decide itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from money import Money
from shop.orders.models import Order, OrderLine
from shop.payments.refunds import CannotRefund, refund
from shop.withdrawals.letters import send_decision, send_receipt
from shop.withdrawals.models import Withdrawal, WithdrawnLine
from shop.withdrawals.queries import Choice, choices_of

State = WithdrawnLine.State


class CannotWithdraw(Exception):
    """It cannot be declared as things stand; the text may be shown."""


@transaction.atomic
def declare(*, order_id: int, lines: Iterable[int], name: str, email: str, click: str, at: datetime) -> Withdrawal:
    """Write a declaration down with its receipt, once for each click; the money of what may go back goes back with it.

    Lines without a right are written down as a request that a person decides. Raises CannotWithdraw.
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    known = Withdrawal.objects.filter(click=click, order=order).first()
    if known:
        return known
    wanted = set(lines)
    with translation.override(order.language):  # what is written down is what the receipt says
        chosen = [choice for choice in choices_of(order, at=at) if choice.line.pk in wanted]
    if not wanted or len(chosen) != len(wanted):
        raise CannotWithdraw(_("Some of this was declared or paid back meanwhile. Look at what is left, then confirm."))
    declared = Withdrawal.objects.create(order=order, click=click, name=name, email=email, declared_at=at)
    WithdrawnLine.objects.bulk_create(
        [
            WithdrawnLine(withdrawal=declared, line=one.line, ground=one.right.ground, why=one.right.why)
            for one in chosen
        ]
    )
    if settings.SHOP_WITHDRAWALS_AT_ONCE:
        _pay_back(declared, [choice for choice in chosen if choice.right.holds], at=at)
    send_receipt(declared)
    return declared


@transaction.atomic
def refuse(*, withdrawal: Withdrawal, reason: str, at: datetime) -> bool:
    """Say no to what waits of a declaration, with a letter that says why; false if nothing waits any more."""
    Order.objects.select_for_update().get(pk=withdrawal.order_id)
    waiting = list(withdrawal.lines.filter(state=State.WAITING).select_related("line"))
    if waiting:
        withdrawal.lines.filter(state=State.WAITING).update(state=State.REFUSED, reason=reason, decided_at=at)
        send_decision(withdrawal, waiting, reason=reason)
    return bool(waiting)


def note_paid_back(lines: Iterable[OrderLine], *, at: datetime) -> int:
    """Count as accepted what waited of lines that are taken back, in the caller's transaction; how many they were."""
    waiting = WithdrawnLine.objects.filter(line__in=[line.pk for line in lines], state=State.WAITING)
    return waiting.update(state=State.ACCEPTED, decided_at=at)


def _pay_back(declared: Withdrawal, choices: list[Choice], *, at: datetime) -> None:
    lines = [choice.line for choice in choices]
    amount = Money(sum(line.total_amount for line in lines), declared.order.currency)
    try:
        refund(order_id=declared.order_id, amount=amount, lines=lines, cause=f"withdrawal-{declared.pk}", at=at)
    except CannotRefund:
        return  # a bank decides, or the money came elsewhere: it is declared all the same, and a person looks
    note_paid_back(lines, at=at)
