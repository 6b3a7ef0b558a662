"""Dates' records, as the rows of a page have them: new, moved, cancelled, gone."""

from __future__ import annotations

from events.catalogue.models import Event, EventDate
from events.catalogue.rows import DateRow
from events.catalogue.terms import Typed, code_of, moments_of
from shop.contract import sold_codes

# What calendars show of a date.
TOLD = ("starts_at", "ends_at", "admission_at", "zone", "state", "live")


def take_over_dates(event: Event, typed: Typed, *, elsewhere: bool = False) -> list[EventDate]:
    """Write every date of the page, the next one first. Those that are gone end, and are kept.

    A date's sequence rises whenever calendars must take notice: at another time, in another place, cancelled, gone.
    A date that nobody has ordered may change its time without being called moved.
    """
    # Whoever publishes has the event's row, so nobody else writes its dates meanwhile.
    known = {date.code: date for date in event.dates.order_by("pk")}
    sold = sold_codes(known.values())
    dates = []
    for row in typed.dates:
        date = known.pop(code_of(row), None) or EventDate(event=event, code=code_of(row))
        _write(date, row, zone=row.zone or typed.zone, booked=bool(sold.get(date.pk)), elsewhere=elsewhere)
        dates.append(date)
    for date in known.values():
        if date.live:
            date.live = False
            date.sequence += 1
            date.save()
    return sorted(dates, key=lambda date: (date.starts_at, date.pk))


def _write(date: EventDate, row: DateRow, *, zone: str, booked: bool, elsewhere: bool) -> None:
    before = {name: getattr(date, name) for name in TOLD}
    started, is_new = date.starts_at, date.pk is None
    date.starts_at, date.ends_at, date.admission_at = moments_of(row, zone)
    date.zone, date.live = zone, True
    if booked and started != date.starts_at:
        date.moved_from = started
    if row.cancelled:
        date.state = EventDate.State.CANCELLED
    else:
        date.state = EventDate.State.MOVED if date.moved_from else EventDate.State.SCHEDULED
    if not is_new and (elsewhere or any(getattr(date, name) != value for name, value in before.items())):
        date.sequence += 1
    date.save()
