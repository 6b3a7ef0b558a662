"""What follows from how a session stands: one transaction, one lock, once.

Money that comes counts in exactly one of three ways: the order is paid, the money goes back with an explanation,
or a person looks at it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from money import Money
from outbox import contract as outbox
from shop.capacity import holding
from shop.capacity.holding import Wish
from shop.cart.models import CartLine
from shop.fulfilment.registry import Unavailable, fulfiller_of
from shop.orders.models import Order, OrderLine
from shop.orders.operations import UNPAID, give_up, mark_paid
from shop.payments.gateway import PaymentSession, SessionState
from shop.payments.letters import tell_money_goes_back, tell_payment_failed
from shop.payments.models import LedgerEntry, Payment, Refund
from shop.payments.refunds import send_back

logger = logging.getLogger("shop.payments")

SETTLED = (Payment.State.PAID, Payment.State.RETURNED, Payment.State.MISMATCH)
UNDER_WAY = (Payment.State.CREATING, Payment.State.OPEN, Payment.State.PROCESSING)
HANDOVER_TIME = timedelta(days=1)  # places stay kept until the goods are handed over
SLOWEST_PAYMENT = timedelta(days=14)  # bank debits answer within two weeks


@transaction.atomic(durable=True)
def take_in(session: PaymentSession, *, at: datetime, order_may_end: bool = True) -> Payment | None:
    """Act on a session as it was just read from the supplier; none if it is not ours.

    `order_may_end` is false where the order goes on with another attempt.
    """
    payment = _locked(session)
    if payment is None:
        return None
    if payment.state in SETTLED:
        return payment
    payment.session_id = session.id
    if session.state == SessionState.PAID:
        _take_money(payment, session, at=at)
    elif session.state == SessionState.PROCESSING:
        _wait_for_money(payment, at=at)
    elif session.state == SessionState.FAILED:
        _refused(payment, at=at)
    elif session.state == SessionState.EXPIRED:
        _expired(payment, order_may_end=order_may_end, at=at)
    payment.save()
    return payment


def end_order_in_time(order: Order, *, at: datetime) -> bool:
    """Give an unpaid order up when its time is over and nobody can pay it any more, in the caller's transaction."""
    attempts = list(order.payments.order_by("attempt"))
    if any(payment.state in UNDER_WAY for payment in attempts) or at < time_of(order, attempts):
        return False
    return give_up(order, state=Order.State.EXPIRED, at=at)


def time_of(order: Order, attempts: list[Payment]) -> datetime:
    """Until when an order can be paid."""
    return attempts[-1].expires_at if attempts else order.created_at + timedelta(minutes=settings.SHOP_PAYMENT_MINUTES)


def _locked(session: PaymentSession) -> Payment | None:
    """The attempt of a session, with its order locked: every path takes the order first."""
    # An attempt whose answer was lost does not know its session yet; the key that it was asked for with tells.
    ours = Q(session_id=session.id) | Q(key=session.key, session_id=None)
    order_id = Payment.objects.filter(ours).values_list("order", flat=True).first()
    if order_id is None:
        return None
    order = Order.objects.select_for_update().get(pk=order_id)
    payment = Payment.objects.select_for_update(of=("self",)).filter(ours).first()
    if payment:
        payment.order = order
    return payment


def _take_money(payment: Payment, session: PaymentSession, *, at: datetime) -> None:
    order, was_slow = payment.order, payment.state == Payment.State.PROCESSING
    payment.reference, payment.settled_at = session.reference or session.id, at
    if not _is_what_was_asked(payment, session):
        _show_to_a_person(payment, session, at=at)
        return
    _write(LedgerEntry.Kind.CHARGE, payment, session.total, at=at)
    if order.paid_at:
        _return_money(payment, Refund.Reason.PAID_TWICE, at=at)
    elif not _keep_money(payment, days_later=was_slow, at=at):
        _return_money(payment, Refund.Reason.GONE, at=at)


def _keep_money(payment: Payment, *, days_later: bool, at: datetime) -> bool:
    """Count the order as paid; false where what was ordered is gone."""
    order = payment.order
    try:
        with transaction.atomic():
            _take_places(order, until=at + HANDOVER_TIME, days_later=days_later)
            payment.state = Payment.State.PAID
            payment.save()
            mark_paid(order, at=at)
    except Unavailable:
        return False
    return True


def _is_what_was_asked(payment: Payment, session: PaymentSession) -> bool:
    return session.total == payment.total == payment.order.total and session.live != payment.order.is_test


def _show_to_a_person(payment: Payment, session: PaymentSession, *, at: datetime) -> None:
    """Money that does not fit gives nothing; it waits for somebody who looks at it."""
    payment.state = Payment.State.MISMATCH
    if session.live != payment.order.is_test:  # pretended and real money never meet in one book
        _write(LedgerEntry.Kind.UNMATCHED, payment, session.total, at=at)
    Order.objects.filter(pk=payment.order_id, paid_at=None).update(state=Order.State.REVIEW)
    logger.error(
        "Order %s: %s asked for %d %s, but the supplier has %d %s (%s).",
        payment.order.number,
        payment.key,
        payment.amount,
        payment.currency,
        session.total.minor,
        session.total.currency,
        "live" if session.live else "test",
    )


def _write(kind: str, payment: Payment, amount: Money, *, at: datetime) -> None:
    """What came, with the job that asks what taking it cost."""
    LedgerEntry.objects.create(
        order=payment.order,
        kind=kind,
        amount=amount.minor,
        currency=amount.currency,
        reference=payment.reference,
        at=at,
    )
    if amount:
        outbox.add("payments.fee", key=f"fee:{payment.key}", payload={"payment_id": payment.pk})


def _take_places(order: Order, *, until: datetime, days_later: bool = False) -> None:
    """Keep the places for what was paid, or will be; they may have been given back meanwhile. Raises Unavailable.

    `days_later`: what was ordered is older than a visit, and may have been called off or taken place since.
    """
    given_up = order.state not in UNPAID
    lines = list(order.lines.select_related("offer").order_by("id"))
    if given_up and _bought_otherwise(order, lines):
        raise Unavailable(_("The same was bought with another order."))
    CartLine.objects.lock(line.from_line for line in lines)
    for line in lines:
        _take_place(line, until=until, look_again=given_up or days_later)


def _take_place(line: OrderLine, *, until: datetime, look_again: bool) -> None:
    # Places are kept under the cart's line, which may be gone by now; its number is what counts.
    kept = CartLine(pk=line.from_line, offer=line.offer, quantity=line.quantity, choices=line.choices)
    fulfiller = fulfiller_of(line.kind)
    if look_again:
        fulfiller.revalidate(kept)
    fulfiller.hold(kept, until=until)


def _hold_longer(order: Order, *, until: datetime, at: datetime) -> None:
    lines = list(order.lines.select_related("offer"))
    in_cart = CartLine.objects.filter(pk__in=[line.from_line for line in lines], removed_at=None)
    more = dict(in_cart.values_list("pk", "quantity"))
    wishes = [Wish(line.from_line, line.offer, max(line.quantity, more.get(line.from_line, 0))) for line in lines]
    holding.hold(wishes, until=until, at=at)
    in_cart.filter(held_until__lt=until).update(held_until=until)


def _bought_otherwise(order: Order, lines: list[OrderLine]) -> bool:
    """Whether the same lines of the cart were paid with another order after this one was given up."""
    same = OrderLine.objects.filter(from_line__in=[line.from_line for line in lines])
    return same.exclude(order=order).filter(order__paid_at__gte=order.created_at).exists()


def _return_money(payment: Payment, reason: str, *, at: datetime) -> None:
    payment.state = Payment.State.RETURNED
    payment.save()
    give_up(payment.order, state=Order.State.CANCELLED, at=at)
    send_back(payment, amount=payment.amount, reason=reason, cause=f"attempt-{payment.attempt}", at=at)
    tell_money_goes_back(payment, reason)


def _wait_for_money(payment: Payment, *, at: datetime) -> None:
    if payment.state == Payment.State.PROCESSING:
        return
    payment.state = Payment.State.PROCESSING
    order = payment.order
    if Order.objects.filter(pk=order.pk, state=Order.State.AWAITING_PAYMENT).update(state=Order.State.PROCESSING):
        # Whether they can be kept so long or not: it is looked at again when the money is there.
        with suppress(Unavailable), transaction.atomic():
            _take_places(order, until=at + SLOWEST_PAYMENT)
            _hold_longer(order, until=at + SLOWEST_PAYMENT, at=at)


def _refused(payment: Payment, *, at: datetime) -> None:
    if payment.state == Payment.State.FAILED:
        return
    payment.state = Payment.State.FAILED
    payment.settled_at = at
    order = payment.order
    # The buyer may try another way for as long as a new order would have; then the order runs out.
    if Order.objects.filter(pk=order.pk, state=Order.State.PROCESSING).update(state=Order.State.AWAITING_PAYMENT):
        payment.expires_at = at + timedelta(minutes=settings.SHOP_PAYMENT_MINUTES)
        tell_payment_failed(payment)


def _expired(payment: Payment, *, order_may_end: bool, at: datetime) -> None:
    if payment.state != Payment.State.FAILED:
        payment.state = Payment.State.EXPIRED
    payment.save()
    if order_may_end:
        end_order_in_time(payment.order, at=at)
