"""Whether payments can work, and what got stuck; each with what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from outbox import contract as outbox
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.books import differences
from shop.payments.gateway import Finding, GatewayError, gateway
from shop.payments.models import LedgerEntry, Payment, SupplierEvent
from shop.payments.queries import to_look_at

MENDED_BY_THEN = timedelta(minutes=15)  # three rounds of the reconciler


def examine(*, at: datetime) -> list[Finding]:
    """Everything that is wrong at that time (UTC): at the supplier first, then what waits here for too long."""
    return [*_at_the_supplier(at=at), *_stuck(at=at)]


def _at_the_supplier(*, at: datetime) -> Iterator[Finding]:
    try:
        yield from gateway().examine(at=at)
        for difference in differences(at=at):
            yield Finding(
                f"Ledger and supplier differ: {difference}.",
                "Run `manage.py reconcile`. For what it does not mend read docs/runbooks/payment-without-order.md.",
            )
    except GatewayError as error:
        yield Finding(
            f"The payment supplier does not answer: {error}",
            "Look at its status page. Buyers are asked to try again; what was paid meanwhile is found afterwards.",
        )


def _stuck(*, at: datetime) -> Iterator[Finding]:
    old = at - MENDED_BY_THEN
    counted = [
        (
            "Overdue jobs",
            outbox.jobs(state="ready").filter(due__lt=old).count(),
            "The runner is down or too slow: start `manage.py outbox`, or one more of it.",
        ),
        (
            "Jobs that gave up",
            outbox.jobs(state="dead").count(),
            "In the administration: Orders, Needs a person. Mend the cause, and have each tried again.",
        ),
        (
            "Events that were not acted on",
            SupplierEvent.objects.filter(processed_at=None, received_at__lt=old).count(),
            "Run `manage.py reconcile`: it reads the state of payments from the supplier itself.",
        ),
        (
            "Payments that wait too long",
            _waiting(old=old),
            "Run `manage.py reconcile`, and see what it says of each.",
        ),
        (
            "Payments that are missing in the ledger",
            _unbooked(),
            "This must not happen: keep a copy of the database, and read docs/runbooks/payment-without-order.md.",
        ),
        (
            "Paid orders without an invoice",
            Order.objects.filter(paid_at__lt=old, total_amount__gt=0, invoices=None).count(),
            "Run `manage.py issue_invoices`.",
        ),
        (
            "Payments that need a person",
            to_look_at().count(),
            "In the administration: Orders, Needs a person.",
        ),
        (
            "Paid lines that were not handed over",
            Fulfilment.objects.filter(state=Fulfilment.State.FAILED).count(),
            "In the administration: Orders, Needs a person.",
        ),
    ]
    for what, count, mend in counted:
        if count:
            yield Finding(f"{what}: {count}.", mend)


def _waiting(*, old: datetime) -> int:
    """Attempts that should have ended. Money on its way may take days, so that does not count."""
    created = Payment.objects.filter(state=Payment.State.CREATING, created_at__lt=old)
    opened = Payment.objects.filter(state=Payment.State.OPEN, expires_at__lt=old)
    return created.count() + opened.count()


def _unbooked() -> int:
    charges = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.CHARGE, order=OuterRef("order"))
    return Payment.objects.filter(state=Payment.State.PAID).exclude(Exists(charges)).count()
