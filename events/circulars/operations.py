"""Writing to everybody who comes on a date: whom it is to reach is written down at once, each letter has its job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from events.booking.models import Attendee
from events.catalogue.models import EventDate
from events.circulars.letters import tell
from events.circulars.models import Circular, Recipient
from outbox import contract as outbox


def reached(attendees: Iterable[Attendee]) -> list[Attendee]:
    """One attendee for each address, the first; whoever has none is reached by their buyer's."""
    by_address = {address_of(attendee).lower(): attendee for attendee in reversed(list(attendees))}
    by_address.pop("", None)  # the buyer has left since
    return list(reversed(by_address.values()))


def address_of(attendee: Attendee) -> str:
    return attendee.email or attendee.booking.line.order.email


@transaction.atomic
def write_to(
    attendees: Iterable[Attendee], *, date: EventDate, words: dict, state: str, author, click: str, at: datetime
) -> Circular:
    """Write a circular down with everybody whom it is to reach, once for each click."""
    circular, is_new = Circular.objects.get_or_create(
        click=click, defaults={"date": date, "words": words, "state": state, "author": author, "made_at": at}
    )
    if is_new:
        rows = [Recipient(circular=circular, attendee=attendee) for attendee in reached(attendees)]
        for row in Recipient.objects.bulk_create(rows):
            outbox.add("events.circular", key=f"events.circular:{row.pk}", payload={"recipient_id": row.pk})
    return circular


@transaction.atomic
def send(*, recipient_id: int, at: datetime) -> bool:
    """Write one letter of a circular; false if it was written, or whoever it is for comes no more."""
    rows = Recipient.objects.select_related("circular__date__event", "attendee__booking__line__order")
    row = rows.filter(pk=recipient_id).first()  # none, where they have left with their account
    if row is None or row.told_at is not None:
        return False
    ended = row.attendee.cancelled_at or row.attendee.booking.cancelled_at
    if ended and row.circular.state not in ("cancelled", "all"):
        return False
    tell(row, to=address_of(row.attendee))
    row.told_at, row.error = at, ""
    row.save(update_fields=["told_at", "error"])
    return True


def note_failed(*, recipient_id: int, words: str) -> None:
    """Keep for staff to read that a letter could not be written."""
    row = Recipient.objects.filter(pk=recipient_id).first()
    if row is not None and row.told_at is None:
        row.error = words
        row.save(update_fields=["error"])
