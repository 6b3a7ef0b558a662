"""Money on its way back: written down with its key, carried out by a job, taken in as the supplier tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from money import Money, format_money
from outbox import contract as outbox
from shop.orders.models import Order, OrderLine
from shop.payments.gateway import GatewayError, RefundState, ReturnedMoney, gateway
from shop.payments.ledger import write_once
from shop.payments.letters import tell_money_went_back
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund
from shop.payments.queries import payment_of
from shop.payments.standing import ON_ITS_WAY, derive_state, given_back, is_frozen, locked, lost, take_back

COUNTED = (Refund.State.READY, *ON_ITS_WAY)


class CannotRefund(Exception):
    """Not so much, or nothing at all, can be paid back; the text may be shown."""


@transaction.atomic
def refund(*, order_id: int, amount: Money, lines: Iterable[OrderLine], cause: str, at: datetime) -> Refund:
    """Pay part of an order back and take its lines back; once for each cause. Raises CannotRefund."""
    order = Order.objects.select_for_update().get(pk=order_id)
    payment = order.payments.filter(state=Payment.State.PAID).first()
    if payment is None:
        raise CannotRefund(_("Nothing was paid for this order."))
    known = Refund.objects.filter(key=refund_key(order, cause)).first()
    if known:
        return known
    if is_frozen(payment):
        raise CannotRefund(_("The buyer’s bank disputes this payment. While it decides, nothing can be paid back."))
    left = Money(payment.amount - given_back(payment, COUNTED) - lost(payment), payment.currency)
    if not amount or left < amount:
        raise CannotRefund(
            _("Between nothing and %(left)s can be paid back.") % {"left": format_money(left, language=get_language())}
        )
    payment.order = order
    row = send_back(payment, amount=amount.minor, reason=Refund.Reason.ASKED, cause=cause, at=at)
    row.lines.set(lines)
    return row


def refund_key(order: Order, cause: str) -> str:
    """The key of the one refund that a cause has."""
    return f"refund:{order.number}:{cause}"


def send_back(payment: Payment, *, amount: int, reason: str, cause: str, at: datetime) -> Refund:
    """Write a refund down with the job that asks the supplier, in the caller's transaction."""
    key = refund_key(payment.order, cause)
    row = Refund.objects.create(payment=payment, key=key, amount=amount, reason=reason, created_at=at, explained_at=at)
    outbox.add("payments.refund", key=key, payload={"refund_id": row.pk})
    return row


def carry_out(*, refund_id: int, at: datetime) -> None:
    """Ask the supplier for a refund and take its answer in; nothing happens if that is done. Raises GatewayError."""
    row = Refund.objects.select_related("payment").get(pk=refund_id)
    if row.state != Refund.State.READY:
        return
    if is_frozen(row.payment):
        _refused(row, Refund.STOPPED)
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
            _refused(row, outbox.redact(str(error)))
        raise
    take_in_refunds(row.payment, returned, at=at)


def look_at_refunds(*, reference: str, at: datetime) -> Payment | None:
    """Take in all refunds of that money, ours and those made at the supplier's desk; none if it is not ours."""
    payment = payment_of(reference)
    if payment:
        take_in_refunds(payment, gateway().refunds(reference), at=at)
    return payment


@transaction.atomic(durable=True)
def take_in_refunds(payment: Payment, returned: list[ReturnedMoney], *, at: datetime) -> None:
    """Make our rows say what the supplier says, however often it says so, and derive the order's state from them."""
    payment = locked(payment)
    for money in returned:
        _take_in(payment, money, at=at)
    derive_state(payment, at=at)


@transaction.atomic
def explain(*, payment_id: int, lines: Iterable[OrderLine], at: datetime) -> None:
    """Say which goods a part was for that went back without our asking: access to them ends, and nobody need look."""
    payment = Payment.objects.select_related("order").get(pk=payment_id)
    Order.objects.select_for_update().get(pk=payment.order_id)
    lines = list(payment.order.lines.filter(pk__in=[line.pk for line in lines]))
    take_back(lines)
    for row in payment.refunds.filter(explained_at=None):
        row.lines.set(lines)
    payment.refunds.filter(explained_at=None).update(explained_at=at)
    payment.disputes.filter(explained_at=None, state=Dispute.State.LOST).update(explained_at=at)


def _refused(row: Refund, words: str) -> None:
    ready = Refund.objects.filter(pk=row.pk, state=Refund.State.READY)
    ready.update(state=Refund.State.FAILED, last_error=words)


def _take_in(payment: Payment, money: ReturnedMoney, *, at: datetime) -> None:
    row = payment.refunds.filter(Q(reference=money.reference) | Q(key=money.key)).first() or Refund(
        payment=payment,
        key=f"supplier:{money.reference}",
        amount=money.amount.minor,
        reason=Refund.Reason.ELSEWHERE,
        created_at=at,
        explained_at=None if payment.state == Payment.State.PAID else at,
    )
    row.reference, row.state = money.reference, Refund.State(money.state.value)
    row.save()
    if money.state != RefundState.FAILED:
        take_back(row.lines.all())
    if money.state == RefundState.PENDING:
        _tell(row, payment)
    if money.state == RefundState.DONE:
        write_once(LedgerEntry.Kind.REFUND, money.reference, money.amount * -1, order_id=payment.order_id, at=at)
        _add_paper("invoices.credit", row)
    if money.state == RefundState.FAILED and _write_return_of_refund(payment.order, money, at=at):
        _add_paper("invoices.take_back_credit", row)


def _tell(row: Refund, payment: Payment) -> None:
    """What takes its time is told at once; what is done, by the job that has its credit note. Money that was not kept
    is explained when that is decided, in a letter of its own."""
    if payment.state == Payment.State.PAID:
        row.payment = payment
        tell_money_went_back(row)


def _write_return_of_refund(order: Order, money: ReturnedMoney, *, at: datetime) -> bool:
    """A refund that failed after it was counted: the money is ours again, and the ledger only grows."""
    counted = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.REFUND, reference=money.reference).exists()
    if counted:
        write_once(LedgerEntry.Kind.CHARGE, money.reference, money.amount, order_id=order.pk, at=at)
    return counted


def _add_paper(kind: str, row: Refund) -> None:
    """Money that was never the order's, because it came twice or too late, was never invoiced either."""
    if row.payment.state == Payment.State.PAID:
        outbox.add(kind, key=f"{kind}:{row.pk}", payload={"refund_id": row.pk})
