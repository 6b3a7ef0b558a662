"""The look for letters that are due, and the letters."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from events.reminding import operations
from outbox.contract import handler


@handler("events.remind")
def remind() -> None:
    operations.add_due_letters(at=timezone.now())


@handler("events.letter")
def letter(*, order_id: int, date_id: int, kind: str, days: int, starts_at: str) -> None:
    operations.write(
        order_id=order_id,
        date_id=date_id,
        kind=kind,
        days=days,
        starts_at=datetime.fromisoformat(starts_at),
        at=timezone.now(),
    )
