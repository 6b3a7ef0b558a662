"""What the shop says of an event in a word or two, in the reader's language. Times are those of the place."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_location,
    get_timezone_name,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.catalogue.models import EventDate
from home.pages.facts import reader

KIND = gettext_lazy("Event")


def there(moment: datetime, date: EventDate) -> datetime:
    """A moment as the clock on the wall shows it at that date's place."""
    return moment.astimezone(date.timezone)


def days(date: EventDate) -> str:
    """On which days: “12 – 18 Apr 2027”, or the one day with its weekday."""
    first, last = there(date.starts_at, date).date(), there(date.ends_at, date).date()
    if first == last:
        return format_date(first, format="full", locale=reader())
    return format_interval(first, last, skeleton="yMMMMd", locale=reader())


def almanac(date: EventDate) -> tuple[str, str]:
    """The days as an almanac has them, large and small: “18–20” and “December 2026”; one day with its weekday."""
    first, last = there(date.starts_at, date).date(), there(date.ends_at, date).date()
    month = format_skeleton("yMMMM", first, locale=reader())
    if first == last:
        weekday = format_date(first, "EEEE", locale=reader())
        return str(first.day), _("%(weekday)s, %(month)s") % {"weekday": weekday, "month": month}
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}", month
    return format_interval(first, last, skeleton="MMMd", locale=reader()), str(last.year)


def hours(date: EventDate) -> str:
    """From when to when, on one day."""
    first, last = there(date.starts_at, date), there(date.ends_at, date)
    return format_interval(first, last, skeleton="Hm", locale=reader())


def when(date: EventDate) -> str:
    """Days and, where it is one day, hours."""
    if there(date.starts_at, date).date() == there(date.ends_at, date).date():
        return _("%(days)s, %(hours)s") % {"days": days(date), "hours": hours(date)}
    return days(date)


def zone(date: EventDate) -> str:
    """The zone by its town and name: “Lisbon time (Western European Summer Time)”."""
    return _("%(town)s time (%(name)s)") % {
        "town": get_timezone_location(date.timezone, locale=reader(), return_city=True),
        "name": get_timezone_name(there(date.starts_at, date), locale=reader()),
    }


def date_state(date: EventDate) -> str:
    return str(EventDate.State(date.state).label)


def where(event, venue) -> str:
    """In which town, or online."""
    if venue is None:
        return pgettext("an event", "Online") if event.online else str(KIND)
    return venue.city


def country(code: str) -> str:
    """A country by its name."""
    return reader().territories.get(code, code)


def moment(local: datetime) -> str:
    """Weekday, day and time: “Monday, 12 April, 15:00”; the zone is said beside."""
    return _("%(day)s, %(time)s") % {
        "day": format_skeleton("EEEEdMMMM", local, tzinfo=local.tzinfo, locale=reader()),
        "time": format_time(local, "HH:mm", tzinfo=local.tzinfo, locale=reader()),
    }


def day(local: datetime) -> str:
    """A day with its year."""
    return format_date(local.date(), format="long", locale=reader())


def day_of(day: date) -> str:
    """A day with its weekday and year."""
    return format_date(day, format="full", locale=reader())


def month(day: date) -> str:
    """A month with its year."""
    return format_skeleton("yMMMM", day, locale=reader())
