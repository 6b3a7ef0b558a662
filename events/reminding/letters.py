"""What whoever booked is told before a date and after it, in the language of the order."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events.catalogue import words
from events.catalogue.addresses import calendar_address
from events.catalogue.calendars import calendar_of
from events.catalogue.models import EventDate
from events.catalogue.rows import LetterRow
from events.changes.letters import absolute, place_of
from messaging.contract import Letter, Template, say, whatsapp_number_of
from shop.contract import Attachment


def tell(date: EventDate, order, *, kind: str, days: int) -> bool:
    """Write the letter of a rule, once for each booking and time; a reminder by WhatsApp as well, where that is
    wanted."""
    if not order.email:
        return False  # the buyer has left since
    reminds = kind == LetterRow.Kind.REMINDER
    with translation.override(order.language):
        told = _told(date, order) | (_only_for_attendees(date, order) if reminds else {})
    key = f"{kind}:{days}:{date.pk}:{date.starts_at:%Y%m%dT%H%M}:{order.pk}"
    letter = Letter(f"event_{kind}", order.email, order.language, told, _files(date, order) if reminds else ())
    if not reminds:
        return say(letter, key=key)
    values = {"name": order.name, "title": told["title"], "when": told["begins"], "link": told["order_url"]}
    number = order.whatsapp or whatsapp_number_of(order.user)
    return say(letter, key=key, whatsapp=Template("event_reminder", number, values))


def _told(date: EventDate, order) -> dict:
    place = place_of(date, language=order.language)
    return {
        "order": order,
        "title": place.page.title,
        "days": words.days(date),
        "begins": words.moment(words.there(date.starts_at, date)),
        "zone": words.zone(date),
        "event_url": place.page.full_url or settings.PUBLIC_URL,
        "order_url": absolute(reverse("shop:order", args=[order.secret])),
    }


def _only_for_attendees(date: EventDate, order) -> dict:
    place = place_of(date, language=order.language)
    admission = words.moment(words.there(date.admission_at, date)) if date.admission_at else ""
    return {
        "admission": admission,
        "venue": place.venue,
        "said": place.page.attendees_only,
        "join_url": place.page.join_url,
        "bring": [str(block.value) for block in place.page.bring],
        "calendar_url": absolute(calendar_address(date)),
    }


def _files(date: EventDate, order) -> tuple[Attachment, ...]:
    place = place_of(date, language=order.language)
    with translation.override(order.language):
        content = calendar_of([(date, place.page, place.venue)], at=date.event.published_at or date.starts_at)
    return (Attachment(f"{place.page.slug}-{date.code}.ics", "text/calendar; method=PUBLISH", content),)
