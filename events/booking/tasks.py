"""Work of bookings that happens afterwards. Every task may run twice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from events.booking.letters import send_ticket
from events.booking.models import Attendee
from outbox.contract import handler


@handler("events.send_ticket", lease=timedelta(minutes=2))
def send(attendee_id: int, cause: str) -> None:
    """Send a ticket; nothing where it is gone meanwhile."""
    attendee = Attendee.objects.select_related("booking__line__order").filter(pk=attendee_id).first()
    if attendee:
        send_ticket(attendee, cause=cause, at=timezone.now())
