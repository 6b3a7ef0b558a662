"""Who may review an event: whoever was let in at the door, or booked what took place online."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from events.catalogue import queries
from events.catalogue.models import Event, EventDate
from shop.contract import Reviewed


def led_to(rights: Collection, at: datetime) -> dict[int, int]:
    """The event of each right to a date; one query."""
    dates = EventDate.objects.select_related("event").in_bulk([right.record_id for right in rights])
    known = ((right, dates[right.record_id]) for right in rights if right.record_id in dates)
    return {right.pk: date.event_id for right, date in known if right.experienced_at or _was_online(date, at=at)}


def _was_online(date: EventDate, *, at: datetime) -> bool:
    """Whether it took place where nobody stands at a door."""
    return date.event.venue_key is None and not date.cancelled and date.ends_at <= at


REVIEWED = Reviewed("event", Event, EventDate, led_to, queries.of_records, _("was there"))
