"""What people are told of a moved or cancelled date: by letter, and by WhatsApp where they asked for it, each in the
language of their order."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events.catalogue import queries, words
from events.catalogue.addresses import calendar_address
from events.catalogue.calendars import calendar_of
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.catalogue.venues import Venue
from events.changes.models import DateChange, Notice
from events.changes.queries import Booked
from events.changes.waiting import Waiting
from messaging.contract import Letter, Template, say, whatsapp_number_of
from shop.contract import Attachment


@dataclass(frozen=True)
class Place:
    """The page of an event in somebody's language, and where it takes place."""

    page: EventPage
    venue: Venue | None


def place_of(date: EventDate, *, language: str) -> Place:
    """In that language, else in the one in which the event was written."""
    page = queries.pages_of([date.event], language=language, fallback=True)[date.event.translation_key]
    venue = queries.venues_of([date.event], language=language).get(date.event.venue_key)
    return Place(page, venue)


def absolute(address: str) -> str:
    """An address that works in a mail."""
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


def tell(row: Notice, booked: Booked) -> bool:
    """Tell whoever booked; once for each change and order."""
    order = row.order
    if not order.email:
        return False  # the buyer has left since
    number = order.whatsapp or whatsapp_number_of(order.user)
    person = Waiting(order.email, order.name, order.language, number)
    with translation.override(order.language):
        order_url = absolute(reverse("shop:order", args=[order.secret]))
        give_back_url = absolute(reverse("events:give_back", args=[row.secret]))
    context = {
        "order": order,
        "amount": row.sum if row.money == Notice.Return.SUPPLIER else None,
        "by_hand": row.money == Notice.Return.HAND,
        "later": row.money == Notice.Return.FAILED,
        "order_url": order_url,
        "give_back_url": give_back_url if row.change.give_back_until else "",
    }
    return _say(row, person, context, key=f"change:{row.change_id}:{order.pk}")


def tell_waiting(row: Notice, person: Waiting) -> bool:
    """Tell somebody who waits for a place; once for each change."""
    return _say(row, person, {"order": None}, key=f"change:{row.change_id}:{row.waiting}")


def keys_of(row: Notice) -> tuple[str, str]:
    """The keys of the letter of a notice and of the message beside it."""
    key = f"change:{row.change_id}:{row.order_id or row.waiting}"
    return key, f"{key}:whatsapp"


def _say(row: Notice, person: Waiting, context: dict, *, key: str) -> bool:
    change, date = row.change, row.change.date
    place = place_of(date, language=person.language)
    kind = "event_cancelled" if change.cancels else "event_moved"
    with translation.override(person.language):
        told = {
            "name": person.name,
            "title": place.page.title,
            "was": _when(change, date, before=True),
            "now": _when(change, date),
            "zone": words.zone(date),
            "said": change.said_in(person.language),
            "until": _last_day(change, date),
            "event_url": place.page.full_url or settings.PUBLIC_URL,
            "calendar_url": absolute(calendar_address(date)),
            **context,
        }
    letter = Letter(kind, person.email, person.language, told, (_calendar(date, place, person.language, change),))
    link = context.get("order_url") or told["event_url"]
    values = {"name": person.name, "title": told["title"], "was": told["was"], "now": told["now"], "link": link}
    if change.cancels:
        del values["now"]
    return say(letter, key=key, whatsapp=Template(kind, person.whatsapp, values))


def _when(change: DateChange, date: EventDate, *, before: bool = False) -> str:
    """When it was, or when it is now, as the clock on the wall shows it there."""
    told = EventDate(zone=date.zone)
    told.starts_at = change.was_from if before else change.starts_at
    told.ends_at = change.was_until if before and change.was_until > change.was_from else change.ends_at
    if told.ends_at <= told.starts_at:
        told.ends_at = told.starts_at
    return words.when(told)


def _last_day(change: DateChange, date: EventDate) -> str:
    """Until which day it may be given back; it ends with that day, there."""
    if change.give_back_until is None:
        return ""
    return words.moment(words.there(change.give_back_until, date))


def _calendar(date: EventDate, place: Place, language: str, change: DateChange) -> Attachment:
    """What takes the date out of calendars, or moves it there."""
    method = "CANCEL" if change.cancels else "PUBLISH"
    with translation.override(language):
        entries = [(date, place.page, place.venue)]
        content = calendar_of(entries, at=change.applied_at or change.made_at, method=method)
    return Attachment(f"{place.page.slug}-{date.code}.ics", f"text/calendar; method={method}", content)
