"""Work of the door that happens afterwards. Every task may run twice."""

from __future__ import annotations

from events.door.operations import tell_attended
from outbox.contract import handler


@handler("events.attended")
def attended(attendee_id: int) -> None:
    tell_attended(attendee_id=attendee_id)
