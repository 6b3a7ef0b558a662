"""Movements of money are written down here: each once, by the supplier's own name for it."""

from __future__ import annotations

from datetime import datetime

from money import Money
from shop.payments.models import LedgerEntry


def write_once(kind: str, reference: str, amount: Money, *, order_id: int, at: datetime) -> None:
    """Add a movement to an order's ledger; one that stands there under this kind and reference stays as it is."""
    LedgerEntry.objects.get_or_create(
        kind=kind,
        reference=reference,
        defaults={"order_id": order_id, "amount": amount.minor, "currency": amount.currency, "at": at},
    )
