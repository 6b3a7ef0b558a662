"""Money on its way back: written down with its key, carried out by a job, taken in as the supplier tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from money import Money, format_money
from outbox import contract as outbox
from shop.orders.models import Order, OrderLine
from shop.payments.gateway import GatewayError, RefundState, ReturnedMoney, gateway
from shop.payments.models import LedgerEntry, Payment, Refund

COUNTED = (Refund.State.READY, Refund.State.PENDING, Refund.State.DONE)
ON_ITS_WAY = (Refund.State.PENDING, Refund.State.DONE)


class CannotRefund(Exception):
    """Not so much, or nothing at all, can be paid back; the text may be shown."""


@transaction.atomic
def refund(*, order_id: int, amount: Money, lines: Iterable[OrderLine], cause: str, at: datetime) -> Refund:
    """Pay part of an order back and take its lines back; once for each cause. Raises CannotRefund."""
    order = Order.objects.select_for_update().get(pk=order_id)
    payment = order.payments.filter(state=Payment.State.PAID).first()
    if payment is None:
        raise CannotRefund(_("Nothing was paid for this order."))
    known = Refund.objects.filter(key=_key(order, cause)).first()
    if known:
        return known
    left = Money(payment.amount - _given_back(payment, COUNTED), payment.currency)
    if not amount or left < amount:
        raise CannotRefund(
            _("Between nothing and %(left)s can be paid back.") % {"left": format_money(left, language=get_language())}
        )
    payment.order = order
    row = send_back(payment, amount=amount.minor, reason=Refund.Reason.ASKED, cause=cause, at=at)
    row.lines.set(lines)
    return row


def send_back(payment: Payment, *, amount: int, reason: str, cause: str, at: datetime) -> Refund:
    """Write a refund down with the job that asks the supplier, in the caller's transaction."""
    key = _key(payment.order, cause)
    row = Refund.objects.create(payment=payment, key=key, amount=amount, reason=reason, created_at=at)
    outbox.add("payments.refund", key=key, payload={"refund_id": row.pk})
    return row


def carry_out(*, refund_id: int, at: datetime) -> None:
    """Ask the supplier for a refund and take its answer in; nothing happens if that is done. Raises GatewayError."""
    row = Refund.objects.select_related("payment").get(pk=refund_id)
    if row.state != Refund.State.READY:
        return
    reference = row.payment.reference
    # Keys are forgotten after a day; what the supplier has done with ours stays in its list.
    done = [returned for returned in gateway().refunds(reference) if returned.key == row.key]
    try:
        returned = done or [
            gateway().refund(key=row.key, reference=reference, amount=Money(row.amount, row.payment.currency))
        ]
    except GatewayError as error:
        if error.permanent:
            words = outbox.redact(str(error))
            Refund.objects.filter(pk=row.pk, state=Refund.State.READY).update(
                state=Refund.State.FAILED, last_error=words
            )
        raise
    take_in_refunds(row.payment, returned, at=at)


def look_at_refunds(*, reference: str, at: datetime) -> bool:
    """Take in all refunds of that money, ours and those made at the supplier's desk; false if it is not ours."""
    payment = Payment.objects.exclude(reference="").filter(reference=reference).first()
    if payment is None:
        return False
    take_in_refunds(payment, gateway().refunds(reference), at=at)
    return True


@transaction.atomic(durable=True)
def take_in_refunds(payment: Payment, returned: list[ReturnedMoney], *, at: datetime) -> None:
    """Make our rows say what the supplier says, however often it says so, and derive the order's state from them."""
    order = Order.objects.select_for_update().get(pk=payment.order_id)
    payment = Payment.objects.get(pk=payment.pk)
    payment.order = order
    for money in returned:
        _take_in(payment, money, at=at)
    if payment.state == Payment.State.PAID:
        _derive_state(payment)


def _take_in(payment: Payment, money: ReturnedMoney, *, at: datetime) -> None:
    row = payment.refunds.filter(Q(reference=money.reference) | Q(key=money.key)).first() or Refund(
        payment=payment,
        key=f"supplier:{money.reference}",
        amount=money.amount.minor,
        reason=Refund.Reason.ELSEWHERE,
        created_at=at,
    )
    row.reference, row.state = money.reference, Refund.State(money.state.value)
    row.save()
    if money.state != RefundState.FAILED:
        _take_back(row.lines.all())
    if money.state == RefundState.DONE:
        _write_refund(payment.order, money, at=at)
    if money.state == RefundState.FAILED:
        _write_return_of_refund(payment.order, money, at=at)


def _derive_state(payment: Payment) -> None:
    back = _given_back(payment, ON_ITS_WAY)
    state = Order.State.PARTLY_REFUNDED if back else Order.State.PAID
    if back and back >= payment.amount:
        state = Order.State.REFUNDED
        _take_back(payment.order.lines.all())
    Order.objects.filter(pk=payment.order_id).update(state=state)


def _take_back(lines: Iterable[OrderLine]) -> None:
    for line in lines:
        outbox.add("fulfilment.revoke", key=f"revoke:{line.pk}", payload={"line_id": line.pk})


def _write_refund(order: Order, money: ReturnedMoney, *, at: datetime) -> None:
    LedgerEntry.objects.get_or_create(
        kind=LedgerEntry.Kind.REFUND,
        reference=money.reference,
        defaults={"order": order, "amount": -money.amount.minor, "currency": money.amount.currency, "at": at},
    )


def _write_return_of_refund(order: Order, money: ReturnedMoney, *, at: datetime) -> None:
    """A refund that failed after it was counted: the money is ours again, and the ledger only grows."""
    if LedgerEntry.objects.filter(kind=LedgerEntry.Kind.REFUND, reference=money.reference).exists():
        LedgerEntry.objects.get_or_create(
            kind=LedgerEntry.Kind.CHARGE,
            reference=money.reference,
            defaults={"order": order, "amount": money.amount.minor, "currency": money.amount.currency, "at": at},
        )


def _given_back(payment: Payment, states) -> int:
    return payment.refunds.filter(state__in=states).aggregate(sum=Sum("amount"))["sum"] or 0


def _key(order: Order, cause: str) -> str:
    return f"refund:{order.number}:{cause}"
