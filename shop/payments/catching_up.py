"""What the supplier knows and we do not: buyers who paid unseen, money that went back unseen, messages that were lost.

Also what a database that was restored from yesterday's copy has forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from shop.orders.models import Order
from shop.payments.disputes import take_in_disputes
from shop.payments.gateway import CompletedSession, GatewayError, Span, gateway
from shop.payments.inbox import receive
from shop.payments.models import Dispute, Payment, Refund, SupplierEvent
from shop.payments.refunds import take_in_refunds
from shop.payments.settling import SETTLED, UNDER_WAY, take_in

LOOKS_BACK = timedelta(days=3)  # as long as Stripe itself tries to tell
SETTLES_ALONE = timedelta(minutes=2)  # messages and returning buyers are quicker than this


def catch_up(*, at: datetime, dry_run: bool) -> Iterator[str]:
    """Take in what happened at the supplier in the days before that time (UTC); tells what it was, or would be."""
    span = Span(at - LOOKS_BACK, at - SETTLES_ALONE)
    steps: tuple[Callable[..., Iterator[str]], ...] = (_sessions, _refunds, _disputes, _messages)
    for step in steps:
        try:
            yield from step(span, at=at, dry_run=dry_run)
        except GatewayError:
            yield f"{step.__name__.strip('_')}: the supplier does not answer"


def _sessions(span: Span, *, at: datetime, dry_run: bool) -> Iterator[str]:
    done = [session for session in gateway().completed(span) if session.key]
    by_key = dict(Payment.objects.filter(key__in=[session.key for session in done]).values_list("key", "state"))
    ids = [session.id for session in done]
    by_id = dict(Payment.objects.filter(session_id__in=ids).values_list("session_id", "state"))
    for session in done:
        state = by_id.get(session.id, by_key.get(session.key))
        if state in (*SETTLED, *UNDER_WAY):  # what is under way is looked at one by one
            continue
        if state is None and not Order.objects.filter(number=session.order).exists():
            yield f"{session.id}: paid for order {session.order}, which this shop does not know"
            continue
        yield f"{session.key}: its buyer is done, and here it is {state or 'not known'}"
        if not dry_run:
            if state is None:
                _adopt(session)
            take_in(gateway().session(session.id), at=at)


@transaction.atomic(durable=True)
def _adopt(session: CompletedSession) -> None:
    """Write an attempt down anew that was forgotten: as one that is over, so that no other is in its way."""
    order = Order.objects.select_for_update().get(number=session.order)
    attempts = set(order.payments.values_list("attempt", flat=True))
    Payment.objects.create(
        order=order,
        attempt=max(attempts, default=0) + 1,
        state=Payment.State.EXPIRED,
        key=session.key,
        amount=order.total_amount,
        currency=order.currency,
        session_id=session.id,
        expires_at=session.created_at,
        created_at=session.created_at,
    )


def _refunds(span: Span, *, at: datetime, dry_run: bool) -> Iterator[str]:
    known = Refund.objects.exclude(reference="")
    yield from _parts(gateway().refunded(span), known, take_in_refunds, at=at, dry_run=dry_run)


def _disputes(span: Span, *, at: datetime, dry_run: bool) -> Iterator[str]:
    yield from _parts(gateway().disputed(span), Dispute.objects.all(), take_in_disputes, at=at, dry_run=dry_run)


def _parts(found: list, known, take_in_parts: Callable, *, at: datetime, dry_run: bool) -> Iterator[str]:
    """Parts of our money whose row is missing or says something else."""
    states = dict(known.filter(reference__in=[part.reference for part in found]).values_list("reference", "state"))
    changed = defaultdict(list)
    for part in found:
        if part.of and states.get(part.reference) != part.state.value:
            changed[part.of].append(part)
    for payment in Payment.objects.filter(reference__in=changed).order_by("id"):
        for part in changed[payment.reference]:
            yield f"{part.reference} of {payment.key}: is {part.state} at the supplier"
        if not dry_run:
            take_in_parts(payment, changed[payment.reference], at=at)


def _messages(span: Span, *, at: datetime, dry_run: bool) -> Iterator[str]:
    missed = gateway().untold(span)
    known = SupplierEvent.objects.filter(event_id__in=[told.event_id for told in missed])
    known = set(known.values_list("supplier", "event_id"))
    for told in missed:
        if (told.supplier, told.event_id) in known:
            continue
        yield f"event {told.event_id}: {told.kind} was not delivered"
        if not dry_run:
            receive(told)
