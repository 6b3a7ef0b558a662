"""When letters before and after a date are due: so many days away, at a time of day on the clock there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from events.catalogue.models import EventDate
from events.catalogue.rows import LetterRow

THANKS_WITHIN = timedelta(days=2)  # thanks that come later sound like a mistake


@dataclass(frozen=True)
class Round:
    """One rule on one date, as it stands now."""

    date: EventDate
    kind: str
    days: int
    due: datetime

    @property
    def over(self) -> datetime:
        """From when on nobody is written to any more."""
        return self.date.starts_at if self.kind == LetterRow.Kind.REMINDER else self.due + THANKS_WITHIN


def rounds_of(date: EventDate) -> Iterator[Round]:
    """Every rule of the event on one of its dates."""
    for kind, days, clock in date.event.letters:
        yield Round(date, kind, days, due_of(date, kind, days, time.fromisoformat(clock)))


def due_of(date: EventDate, kind: str, days: int, clock: time) -> datetime:
    """The moment (UTC): days before it begins, or after it ends. The clock on the wall counts, whatever summer does."""
    before = kind == LetterRow.Kind.REMINDER
    day = (date.starts_at if before else date.ends_at).astimezone(date.timezone).date()
    day += timedelta(days=-days if before else days)
    due = datetime.combine(day, clock, tzinfo=date.timezone).astimezone(UTC)
    return due if before else max(due, date.ends_at)


def due_rounds(date: EventDate, *, at: datetime) -> list[Round]:
    """What is due of a date at that time (UTC): of reminders, and of thanks, only the last; one is enough for
    whoever booked late."""
    due = [each for each in rounds_of(date) if each.due <= at < each.over]
    last = {each.kind: each for each in sorted(due, key=lambda each: each.due)}
    return list(last.values())
