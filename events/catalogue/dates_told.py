"""The next dates of events in a line, where there is no room for more: in feeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from events.catalogue import words
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage

MOST = 3


def next_dates(pages: Collection[EventPage], at: datetime) -> dict[int, str]:
    """By page, its next dates after that time (UTC) that take place; one query."""
    keys = [page.translation_key for page in pages]
    dates = EventDate.objects.filter(event__translation_key__in=keys, ends_at__gt=at).select_related("event")
    found: dict[object, list[str]] = defaultdict(list)
    for date in dates.exclude(state=EventDate.State.CANCELLED).order_by("starts_at", "pk"):
        found[date.event.translation_key].append(words.when(date))
    told = {page.pk: found[page.translation_key][:MOST] for page in pages if page.translation_key in found}
    return {pk: _("Next dates: %(dates)s") % {"dates": "; ".join(dates)} for pk, dates in told.items()}
