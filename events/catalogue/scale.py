"""The scale by which money goes back to whoever cancels: so much of the price, so many days before the start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

Step = Iterable[int]  # days before the start, percent given back


def steps_of(line) -> list[Step]:
    """The scale that was shown when a line was bought; for one that keeps none, that of its event."""
    return line.choices.get("cancellation", line.record.event.cancellation)


def share_of(steps: Iterable[Step], *, starts_at: datetime, zone: str, at: datetime) -> Fraction:
    """What share goes back at that time (UTC). Days are those of the calendar at the place: a step holds until the
    end of its day there, as pages say it."""
    there = ZoneInfo(zone)
    left = (starts_at.astimezone(there).date() - at.astimezone(there).date()).days
    reached = [(days, percent) for days, percent in steps if days <= left]
    return Fraction(max(reached)[1], 100) if reached and at < starts_at else Fraction(0)
