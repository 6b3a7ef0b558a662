"""Work of payments that talks to the supplier."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from outbox.contract import Permanent, TryLater, handler
from shop.payments import books, fees, operations, reconciling, refunds
from shop.payments.following import follow
from shop.payments.gateway import GatewayError
from shop.payments.inbox import About
from shop.payments.models import SupplierEvent

logger = logging.getLogger("shop.payments")

FEES_TAKE = timedelta(minutes=30)  # Stripe knows them an hour after the charge at the latest
KEPT = timedelta(days=60)  # twice as long as Stripe itself keeps them


@handler("payments.told")
def told(*, event: int, about: str, which: str) -> None:
    """Look at what a supplier's message is about, and note that it was done."""
    now = timezone.now()
    with _not_in_vain():
        followed = follow(About(about), which, at=now)
    SupplierEvent.objects.filter(pk=event, processed_at=None).update(
        processed_at=now, note=followed.note, payment=followed.payment
    )


@handler("payments.fee", most_attempts=12)
def fee(*, payment_id: int) -> None:
    with _not_in_vain():
        known = fees.write_fee(payment_id=payment_id, at=timezone.now())
    if not known:
        raise TryLater("The supplier does not know the fee yet.", after=FEES_TAKE)


@handler("payments.refund", most_attempts=11)
def refund(*, refund_id: int) -> None:
    with _not_in_vain():
        refunds.carry_out(refund_id=refund_id, at=timezone.now())


@handler("payments.reconcile", lease=timedelta(minutes=10), most_attempts=2)
def reconcile() -> None:
    reconciling.reconcile(at=timezone.now())


@handler("payments.compare", lease=timedelta(minutes=10), most_attempts=3)
def compare() -> None:
    """Say it loudly where ledger and supplier differ; nothing is changed by itself."""
    with _not_in_vain():
        found = books.differences(at=timezone.now())
    for difference in found:
        logger.error("Ledger and supplier differ: %s", difference)


@handler("payments.forget")
def forget() -> None:
    """Forget what suppliers' messages said of people; that they came, and when, stays."""
    old = SupplierEvent.objects.filter(received_at__lt=timezone.now() - KEPT).exclude(processed_at=None)
    old.exclude(payload="").update(payload="")


@contextmanager
def _not_in_vain() -> Iterator[None]:
    """What the supplier will never do is not asked for again."""
    try:
        yield
    except (operations.PaymentUnavailable, GatewayError) as error:
        if error.permanent:
            raise Permanent(str(error)) from error
        raise
