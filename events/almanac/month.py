"""One month as a calendar: its weeks begin as the reader's do."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from babel.dates import get_day_names

from events.catalogue import words
from home.pages.facts import reader

FIRST_YEAR, LAST_YEAR = 2000, 2100
# Somewhere on earth it is already, or still, another day.
AROUND = timedelta(hours=14)


@dataclass(frozen=True)
class Day:
    """A day in a calendar, with what takes place on it."""

    day: date
    inside: bool  # the month that is looked at
    today: bool
    entries: list = field(default_factory=list)

    @property
    def label(self) -> str:
        return words.day_of(self.day)


@dataclass(frozen=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.year, self.number)[1])

    @property
    def begins(self) -> datetime:
        """Before anything in it begins, in UTC."""
        return datetime.combine(self.first, time.min, UTC) - AROUND

    @property
    def ends(self) -> datetime:
        """When all of it is over, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time.min, UTC) + AROUND

    @property
    def code(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def label(self) -> str:
        return words.month(self.first)

    @property
    def before(self) -> Month:
        return _month(self.first - timedelta(days=1))

    @property
    def after(self) -> Month:
        return _month(self.last + timedelta(days=1))

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The days of a week in order, short and in full."""
        locale = reader()
        short, full = (get_day_names(width, context="stand-alone", locale=locale) for width in ("abbreviated", "wide"))
        return [(short[day], full[day]) for day in calendar.Calendar(locale.first_week_day).iterweekdays()]

    def weeks(self, entries: Iterable, *, today: date) -> list[list[Day]]:
        """The weeks of the month; what takes several days stands on each of them."""
        on = defaultdict(list)
        for entry in entries:
            for days in range((entry.row.last - entry.row.first).days + 1):
                on[entry.row.first + timedelta(days=days)].append(entry)
        weeks = calendar.Calendar(reader().first_week_day).monthdatescalendar(self.year, self.number)
        return [
            [
                Day(day, day.month == self.number, day == today, on[day] if day.month == self.number else [])
                for day in week
            ]
            for week in weeks
        ]


def month_of(typed: str, *, today: date) -> Month:
    """The month that an address names (2027-04); this one where it names none."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        first = today
    return _month(first if FIRST_YEAR <= first.year < LAST_YEAR else today)


def _month(day: date) -> Month:
    return Month(day.year, day.month)
