"""Work of fulfilment that happens after the sale."""

from datetime import timedelta

from django.utils import timezone

from outbox.contract import handler
from shop.fulfilment import operations


@handler("fulfilment.grant", lease=timedelta(minutes=2))
def grant(line_id: int) -> None:
    operations.grant_line(line_id=line_id)


@handler("fulfilment.revoke", lease=timedelta(minutes=2))
def revoke(line_id: int) -> None:
    operations.revoke_line(line_id=line_id)


@handler("fulfilment.resume", lease=timedelta(minutes=2))
def resume() -> None:
    operations.resume_handovers(at=timezone.now())
