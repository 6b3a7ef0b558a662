"""Money that the supplier sends to the shop's bank: which, and of which orders."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from shop.payments.gateway import PaidOut, PayoutState, gateway
from shop.payments.ledger import write_once
from shop.payments.models import LedgerEntry, Payment, Payout


def look_at_payout(*, reference: str, at: datetime) -> Payout:
    """Take in how a payout stands at the supplier. Raises GatewayError."""
    return take_in_payout(gateway().payout(reference), at=at)


@transaction.atomic(durable=True)
def take_in_payout(paid_out: PaidOut, *, at: datetime) -> Payout:
    """Write a payout down, with an entry for each order whose money is in it, however often it is told."""
    values = {
        "state": Payout.State(paid_out.state.value),
        "amount": paid_out.amount.minor,
        "currency": paid_out.amount.currency,
        "arrives_at": paid_out.arrives_at,
    }
    payout, _ = Payout.objects.update_or_create(
        reference=paid_out.reference,
        defaults=values,
        create_defaults={**values, "reference": paid_out.reference, "created_at": paid_out.created_at},
    )
    if paid_out.state != PayoutState.UNDER_WAY:
        _write(paid_out, at=at)
    return payout


def _write(paid_out: PaidOut, *, at: datetime) -> None:
    """What left is written once; a payout that came back afterwards is written once more the other way."""
    parts = [part for part in paid_out.parts if part.of and part.net]
    payments = Payment.objects.filter(reference__in={part.of for part in parts})
    orders = dict(payments.values_list("reference", "order_id"))
    for part in parts:
        left = f"{paid_out.reference}:{part.reference}"
        known = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.PAYOUT, reference=left).exists()
        came_back = paid_out.state == PayoutState.FAILED
        if part.of in orders and (known or not came_back):
            reference, amount = (f"{left}:back", part.net) if came_back else (left, part.net * -1)
            write_once(LedgerEntry.Kind.PAYOUT, reference, amount, order_id=orders[part.of], at=at)
