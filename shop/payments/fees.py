"""What the supplier keeps for taking money: read once it is known, written once."""

from __future__ import annotations

from datetime import datetime

from shop.payments.gateway import gateway
from shop.payments.ledger import write_once
from shop.payments.models import LedgerEntry, Payment


def write_fee(*, payment_id: int, at: datetime) -> bool:
    """Write down what taking that money cost; false while the supplier does not know it. Raises GatewayError."""
    payment = Payment.objects.get(pk=payment_id)
    fee = gateway().fee(payment.reference)
    if fee is None:
        return False
    write_once(LedgerEntry.Kind.FEE, fee.reference, fee.amount * -1, order_id=payment.order_id, at=at)
    return True
