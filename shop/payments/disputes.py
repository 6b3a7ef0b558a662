"""Banks that ask for money back: written down as the supplier tells it, with what moved and what ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from shop.payments.gateway import DisputedMoney, DisputeState, gateway
from shop.payments.ledger import write_once
from shop.payments.models import Dispute, LedgerEntry, Payment
from shop.payments.queries import payment_of
from shop.payments.standing import derive_state, locked

DECIDED = (DisputeState.WON, DisputeState.LOST, DisputeState.OVER)


def look_at_disputes(*, reference: str, at: datetime) -> Payment | None:
    """Take in what banks ask back of that money; none if it is not ours. Raises GatewayError."""
    payment = payment_of(reference)
    if payment:
        take_in_disputes(payment, gateway().disputes(reference), at=at)
    return payment


@transaction.atomic(durable=True)
def take_in_disputes(payment: Payment, disputed: Iterable[DisputedMoney], *, at: datetime) -> None:
    """Make our rows say what the supplier says, however often it says so, and derive the order's state from them."""
    payment = locked(payment)
    for money in disputed:
        _take_in(payment, money, at=at)
    derive_state(payment, at=at)


def _take_in(payment: Payment, money: DisputedMoney, *, at: datetime) -> None:
    row = Dispute.objects.filter(reference=money.reference).first() or Dispute(
        payment=payment, reference=money.reference, opened_at=money.opened_at
    )
    row.state = Dispute.State(money.state.value)
    row.amount, row.currency, row.reason = money.amount.minor, money.amount.currency, money.reason[:60]
    row.evidence_due_by = money.evidence_due_by
    row.closed_at = (row.closed_at or at) if money.state in DECIDED else None
    if payment.state != Payment.State.PAID:  # nothing was handed over for it
        row.explained_at = row.explained_at or at
    row.save()
    for moved in money.moved:
        write_once(LedgerEntry.Kind.DISPUTE, moved.reference, moved.amount, order_id=payment.order_id, at=at)
        # What a won dispute gives back of its fee comes as a movement of its own and is no fee.
        cost = moved.fee * -1
        kind = LedgerEntry.Kind.FEE if cost.minor <= 0 else LedgerEntry.Kind.DISPUTE
        if cost:
            write_once(kind, f"{moved.reference}:fee", cost, order_id=payment.order_id, at=at)
