"""Whether the ledger says what the supplier says, movement by movement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from shop.payments.gateway import GatewayError, RefundState, SessionState, Span, gateway
from shop.payments.models import LedgerEntry, Payment

COMPARED = timedelta(days=2)  # compared once a day, so that each movement is compared twice
SETTLED_BY_THEN = timedelta(hours=1)
COLUMNS = ("reference", "amount", "currency")
CAME = (LedgerEntry.Kind.CHARGE, LedgerEntry.Kind.UNMATCHED)


def differences(*, at: datetime) -> list[str]:
    """What differs between the ledger and the supplier in the two days before that time (UTC). Raises GatewayError."""
    span = Span(at - COMPARED, at - SETTLED_BY_THEN)
    return [*_of_charges(span), *_of_refunds(span)]


def _of_charges(span: Span) -> Iterator[str]:
    charged = {charge.reference: charge.amount for charge in gateway().charged(span)}
    booked = LedgerEntry.objects.filter(kind__in=CAME, reference__in=charged)
    sums = {reference: (minor, currency) for reference, minor, currency in booked.values_list(*COLUMNS)}
    for reference, amount in charged.items():
        if sums.get(reference) != (amount.minor, amount.currency):
            yield f"{reference}: {amount.minor} {amount.currency} came, the ledger has {_words(sums.get(reference))}"
    yield from _never_came(span, charged)


def _never_came(span: Span, charged: dict) -> Iterator[str]:
    """What the ledger has and the supplier did not list: slow payments were tried earlier, so each is asked for."""
    payments = Payment.objects.filter(settled_at__range=(span.since, span.until), order__is_test=not gateway().live)
    references = payments.exclude(reference__in=["", *charged]).values("reference")
    booked = LedgerEntry.objects.filter(kind__in=CAME, reference__in=references).exclude(amount=0)
    for entry in booked.order_by("id"):
        if not _came(entry.reference):
            yield f"{entry.reference}: the ledger has {entry.amount} {entry.currency}, which never came"


def _came(reference: str) -> bool:
    try:
        return any(session.state == SessionState.PAID for session in gateway().tries(reference).sessions)
    except GatewayError as error:
        if error.permanent:
            return False
        raise


def _of_refunds(span: Span) -> Iterator[str]:
    done = [money for money in gateway().refunded(span) if money.state == RefundState.DONE]
    ours = set(Payment.objects.filter(reference__in=[money.of for money in done]).values_list("reference", flat=True))
    booked = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.REFUND, reference__in=[money.reference for money in done])
    sums = {reference: (-minor, currency) for reference, minor, currency in booked.values_list(*COLUMNS)}
    for money in done:
        amount = (money.amount.minor, money.amount.currency)
        if money.of in ours and sums.get(money.reference) != amount:
            yield f"{money.reference}: {_words(amount)} went back, the ledger has {_words(sums.get(money.reference))}"


def _words(amount: tuple[int, str] | None) -> str:
    return f"{amount[0]} {amount[1]}" if amount else "nothing"
