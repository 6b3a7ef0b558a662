"""What staff may do with orders. Each is done once, however often its form is sent, and stands in the audit log."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from messaging import contract as messaging
from money import Money
from outbox import contract as outbox
from shop.checkout.operations import AlreadyPaying, end_order
from shop.desk.models import OrderNote
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import grant_line, hand_over_again
from shop.orders.models import Order, OrderLine
from shop.orders.operations import UNPAID
from shop.payments.models import Payment, Refund
from shop.payments.refunds import explain, refund, refund_key
from shop.withdrawals.models import Withdrawal
from shop.withdrawals.operations import note_paid_back, refuse

logger = logging.getLogger("shop.desk")


class CannotAct(Exception):
    """It cannot be done as things stand; the text may be shown."""


@transaction.atomic
def write_note(*, order: Order, author, text: str, click: str, at: datetime, settles: str = "") -> OrderNote:
    """Add a remark, and say with it that a matter is settled where `settles` names one."""
    values = {"order": order, "author": author, "text": text, "written_at": at, "settles": settles}
    note, is_new = OrderNote.objects.get_or_create(click=click, defaults=values)
    if is_new:
        log(instance=order, action="shop.order.settle" if settles else "shop.order.note")
    return note


def pay_back(*, order: Order, amount: Money, lines: list[OrderLine], click: str, at: datetime) -> Refund:
    """Have money paid back and lines taken back. Raises shop.payments.refunds.CannotRefund."""
    with transaction.atomic():
        row = refund(order_id=order.pk, amount=amount, lines=lines, cause=f"desk-{click}", at=at)
        if row.created_at == at:
            about = {"amount": amount.minor, "currency": amount.currency, "lines": [line.pk for line in lines]}
            log(instance=order, action="shop.order.refund", data=about)
            note_paid_back(lines, at=at)
    return row


def is_paid_back(*, order: Order, click: str) -> bool:
    """Whether this click has asked for a refund before."""
    return Refund.objects.filter(payment__order=order, key=refund_key(order, f"desk-{click}")).exists()


def lines_that_stand(order: Order) -> list[OrderLine]:
    """What of an order nobody has taken back."""
    revoked = Fulfilment.objects.filter(state=Fulfilment.State.REVOKED).values("line")
    return list(order.lines.exclude(pk__in=revoked).order_by("id"))


@transaction.atomic
def explain_part(*, order: Order, payment: Payment, lines: list[OrderLine], at: datetime) -> None:
    """Write down for which goods a part went back that nobody here asked for; access to them ends."""
    explain(payment_id=payment.pk, lines=lines, at=at)
    note_paid_back(lines, at=at)
    log(instance=order, action="shop.order.explain", data={"lines": [line.pk for line in lines]})


@transaction.atomic
def refuse_withdrawal(*, withdrawal: Withdrawal, reason: str, at: datetime) -> bool:
    """Say no to what waits of a withdrawal, with a letter to the buyer; false if nothing waits any more."""
    if not refuse(withdrawal=withdrawal, reason=reason, at=at):
        return False
    log(instance=withdrawal.order, action="shop.order.refuse_withdrawal", data={"withdrawal": withdrawal.pk})
    return True


@transaction.atomic
def send_letter_again(*, order: Order, number: int, click: str) -> bool:
    """Send one of an order's letters once more; false if this click has done so."""
    if not messaging.send_again(number=number, key=f"again:{number}:{click}"):
        return False
    log(instance=order, action="shop.order.resend", data={"letter": number})
    return True


def cancel_unpaid(*, order: Order, at: datetime) -> bool:
    """End an unpaid order, after its payment page; false if it is ended already.

    Not to be called in a transaction: it speaks with the supplier. Raises CannotAct and
    payments.PaymentUnavailable.
    """
    if order.state == Order.State.CANCELLED and order.paid_at is None:
        return False
    if order.paid_at or order.state not in UNPAID:
        raise CannotAct(_("This order is not open any more, so there is nothing to cancel."))
    try:
        end_order(order, at=at)
    except AlreadyPaying as paying:
        if paying.order.paid_at:
            raise CannotAct(_("This order was paid a moment ago. It can be refunded.")) from paying
        raise CannotAct(_("The money for this order is on its way. Wait for it, then refund it.")) from paying
    log(instance=order, action="shop.order.cancel")
    return True


def hand_over_now(*, line: OrderLine) -> bool:
    """Try a handover that failed or waits, at once; false if it was done. Raises CannotAct where it fails again."""
    fulfilment = Fulfilment.objects.filter(line=line).first()
    if fulfilment is None:
        raise CannotAct(_("This is not paid, so there is nothing to hand over."))
    if fulfilment.state in (Fulfilment.State.GRANTED, Fulfilment.State.REVOKED):
        return False
    log(instance=line.order, action="shop.order.retry", data={"line": line.pk})
    try:
        grant_line(line_id=line.pk)
    except Exception as problem:
        logger.exception("Line %d could not be handed over from the desk.", line.pk)
        hand_over_again(line_id=line.pk)
        words = _("It failed again: %(reason)s. It will be tried again by itself.")
        raise CannotAct(words % {"reason": outbox.redact(str(problem))}) from problem
    return True


@transaction.atomic
def try_job_again(*, job) -> bool:
    """Give dead work all its attempts again; false if it is not dead."""
    if not outbox.requeue(key=job.key):
        return False
    log(instance=job, action="shop.job.again")
    return True


@transaction.atomic
def let_job_go(*, job) -> bool:
    """Say that nobody needs dead work any more; false if it is not dead."""
    if not outbox.let_go(key=job.key):
        return False
    log(instance=job, action="shop.job.let_go")
    return True
