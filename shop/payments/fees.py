"""What the supplier keeps for taking money: read once it is known, written once."""

from __future__ import annotations

from datetime import datetime

from shop.payments.gateway import gateway
from shop.payments.models import LedgerEntry, Payment


def write_fee(*, payment_id: int, at: datetime) -> bool:
    """Write down what taking that money cost; false while the supplier does not know it. Raises GatewayError."""
    payment = Payment.objects.get(pk=payment_id)
    fee = gateway().fee(payment.reference)
    if fee is None:
        return False
    LedgerEntry.objects.get_or_create(
        kind=LedgerEntry.Kind.FEE,
        reference=fee.reference,
        defaults={
            "order_id": payment.order_id,
            "amount": -fee.amount.minor,
            "currency": fee.amount.currency,
            "at": at,
        },
    )
    return True
