"""On which terms a booking stands: what is given back to whoever cancels, until when names may change."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.catalogue import words
from events.catalogue.models import EventDate


def steps_in_words(date: EventDate, steps: list[list[int]]) -> list[str]:
    """What is given back until when, as the steps fall on a date; nothing where there are none."""
    starts = words.there(date.starts_at, date)
    return [
        _("%(percent)s %% until %(day)s") % {"percent": percent, "day": words.day(starts - timedelta(days=days))}
        for days, percent in steps
        if percent
    ]


def names_change_until(date: EventDate) -> datetime:
    """The time (UTC) until which buyers change names: so many days before it begins, as the event says."""
    return date.starts_at - timedelta(days=date.event.rename_days)
