"""Bringing to an end what no message from the supplier ended."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from outbox import contract as outbox
from shop.orders.models import Order
from shop.orders.operations import UNPAID
from shop.payments import operations
from shop.payments.catching_up import SETTLES_ALONE, catch_up
from shop.payments.gateway import GatewayError, PaymentSession, SessionState, gateway
from shop.payments.models import Payment, Refund
from shop.payments.refunds import take_in_refunds
from shop.payments.settling import end_order_in_time, take_in

logger = logging.getLogger("shop.payments")

CLOCKS_DIFFER = timedelta(minutes=2)
UNFINISHED = (Refund.State.READY, Refund.State.PENDING)


def reconcile(*, at: datetime, dry_run: bool = False) -> list[str]:
    """Look at everything that waits too long at that time (UTC) and end it; tells what changed, or what would."""
    changed: list[str] = []
    for what in _steps(at=at, dry_run=dry_run):
        logger.info("Reconciling%s: %s", " (nothing is changed)" if dry_run else "", what)
        changed.append(what)
    return changed


def _steps(*, at: datetime, dry_run: bool) -> Iterator[str]:
    for payment in _waiting(Payment.State.CREATING, at=at):
        yield from _resume(payment, at=at, dry_run=dry_run)
    for payment in _waiting(Payment.State.OPEN, Payment.State.PROCESSING, at=at):
        yield from _look(payment, at=at, dry_run=dry_run)
    shortest = timedelta(minutes=settings.SHOP_PAYMENT_MINUTES)
    for order in Order.objects.filter(state__in=UNPAID, created_at__lte=at - shortest).order_by("id"):
        yield from _end_in_time(order, at=at, dry_run=dry_run)
    unfinished = Refund.objects.filter(state__in=UNFINISHED, created_at__lt=at - SETTLES_ALONE)
    for refund in unfinished.select_related("payment").order_by("id"):
        yield from _look_at_refund(refund, at=at, dry_run=dry_run)
    yield from catch_up(at=at, dry_run=dry_run)


def _waiting(*states: str, at: datetime):
    old = Payment.objects.filter(state__in=states, created_at__lt=at - SETTLES_ALONE)
    return old.select_related("order").order_by("id")


def _resume(payment: Payment, *, at: datetime, dry_run: bool) -> Iterator[str]:
    """An attempt that died before it knew its page: asked again with its own key, or given up when it is over."""
    over = payment.expires_at <= at or payment.order.state != Order.State.AWAITING_PAYMENT
    if not dry_run:
        if over:
            operations.give_up_attempt(payment)
        else:
            try:
                operations.ask_for_page(payment)
            except operations.PaymentUnavailable as reason:
                if not reason.permanent:
                    yield f"{payment.key}: the supplier does not answer"
                    return
                over = True
    yield f"{payment.key}: given up, nobody saw its page" if over else f"{payment.key}: asked for its page again"


def _look(payment: Payment, *, at: datetime, dry_run: bool) -> Iterator[str]:
    """A session that no message has ended: read again, and ended at the supplier when it should be over."""
    over = payment.state == Payment.State.OPEN and (
        payment.expires_at + CLOCKS_DIFFER <= at or payment.order.state not in UNPAID
    )
    try:
        session = gateway().session(payment.session_id)
        if over and session.state == SessionState.OPEN and not dry_run:
            session = gateway().end_session(payment.session_id)
    except GatewayError as error:
        if error.permanent and over and not dry_run:
            operations.give_up_attempt(payment)
        yield f"{payment.key}: {'unknown to the supplier' if error.permanent else 'the supplier does not answer'}"
        return
    if session.state == SessionState.OPEN and over:
        yield f"{payment.key}: open for too long"
    elif session.state.value != payment.state:
        yield f"{payment.key}: {payment.state}, is {session.state} at the supplier"
        _take_in(session, at=at, dry_run=dry_run)


def _take_in(session: PaymentSession, *, at: datetime, dry_run: bool) -> None:
    if not dry_run:
        take_in(session, at=at)


def _end_in_time(order: Order, *, at: datetime, dry_run: bool) -> Iterator[str]:
    with transaction.atomic():
        ended = end_order_in_time(Order.objects.select_for_update().get(pk=order.pk), at=at)
        transaction.set_rollback(dry_run)
    if ended:
        yield f"order {order.number}: its time to be paid is over"


def _look_at_refund(refund: Refund, *, at: datetime, dry_run: bool) -> Iterator[str]:
    """One that was never asked for gets its attempts again; of one that is on its way the supplier is asked."""
    if refund.state == Refund.State.READY:
        if dry_run or outbox.requeue(key=refund.key):
            yield f"{refund.key}: to be asked for again"
        return
    try:
        now = [money for money in gateway().refunds(refund.payment.reference) if money.reference == refund.reference]
    except GatewayError:
        yield f"{refund.key}: the supplier does not answer"
        return
    if now and now[0].state.value != refund.state:
        yield f"{refund.key}: {refund.state}, is {now[0].state} at the supplier"
        if not dry_run:
            take_in_refunds(refund.payment, now, at=at)
