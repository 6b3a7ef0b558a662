"""A circular as a letter."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from events.catalogue import words
from events.changes.letters import place_of
from events.circulars.models import Recipient
from messaging.contract import Letter, send


def key_of(row: Recipient) -> str:
    """The key under which its letter is told."""
    return f"circular:{row.circular_id}:{row.attendee_id}"


def tell(row: Recipient, *, to: str) -> bool:
    """Write it in the language of the order, where there are words in it; once."""
    circular, date = row.circular, row.circular.date
    language = row.attendee.booking.line.order.language
    said = circular.said_in(language)
    page = place_of(date, language=language).page
    with translation.override(language):
        context = {"title": page.title, "when": words.when(date), "url": page.full_url or settings.PUBLIC_URL, **said}
    return send(Letter("event_circular", to, language, context), key=key_of(row))
