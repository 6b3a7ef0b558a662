"""A date as calendars take it (RFC 5545): its UID stays, its SEQUENCE rises with each change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.catalogue.venues import Venue
from home.business import business_in

BEFORE = timedelta(days=1)  # when the calendar reminds
REFRESH = timedelta(hours=6)  # how soon a calendar that follows looks again (RFC 7986)


def calendar_of(
    entries: Iterable[tuple[EventDate, EventPage, Venue | None]],
    *,
    at: datetime,
    name: str = "",
    method: str = "PUBLISH",
) -> bytes:
    """A calendar with these dates, in their pages' words and zones; it has a name where it is followed."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//events//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH)
    for date, page, venue in entries:
        calendar.add_component(_entry(date, page, venue, at=at))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(date: EventDate, page: EventPage, venue: Venue | None, *, at: datetime) -> Event:
    takes_place = date.live and date.event.live and not date.cancelled
    entry = Event()
    entry.add("uid", f"{date.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("sequence", date.sequence)
    entry.add("dtstamp", at)
    entry.add("dtstart", date.starts_at.astimezone(date.timezone))
    entry.add("dtend", date.ends_at.astimezone(date.timezone))
    entry.add("summary", page.title)
    entry.add("description", page.outcome)
    entry.add("url", page.full_url)
    entry.add("status", "CONFIRMED" if takes_place else "CANCELLED")
    if venue:
        entry.add("location", f"{venue.name}, {venue.street}, {venue.postcode} {venue.city}".strip())
        if venue.latitude is not None and venue.longitude is not None:
            entry.add("geo", (float(venue.latitude), float(venue.longitude)))
    entry.add("organizer", _organizer(), encode=0)
    if takes_place:
        entry.add_component(_alarm(page))
    return entry


def _organizer() -> vCalAddress:
    business = business_in(get_language())
    organizer = vCalAddress(f"mailto:{business.email or settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = vText(business.name)
    return organizer


def _alarm(page: EventPage) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Tomorrow: %(title)s") % {"title": page.title})
    alarm.add("trigger", -BEFORE)
    return alarm
