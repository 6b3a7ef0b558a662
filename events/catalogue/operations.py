"""What may happen to an event: its page is published, taken away, moved; its sale is stopped.

Pages hold what editors write, records what is sold. Everything here is repeatable: asked again, it writes the same.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from events.catalogue.dates import take_over_dates
from events.catalogue.definitions import take_over_definitions
from events.catalogue.models import Event
from events.catalogue.pages import EventPage
from events.catalogue.selling import put_dates_on_sale
from events.catalogue.terms import TermsRefused, terms_of
from home import cards
from shop.contract import stop_sale, take_off_sale


@transaction.atomic
def publish_event(page: EventPage, *, at: datetime) -> Event | None:
    """Make the record say what the published page says: facts, dates, offers and places, at once.

    Does nothing for pages that do not speak for the record: drafts, aliases, translations. Terms on which it
    cannot be sold leave everything that is sold as it was, and are said in `trouble`; so are places that would be
    fewer than are taken, which stay as many as they were.
    """
    # The row holds what is published; the instance at hand may come from anywhere.
    pages = EventPage.objects.select_related("locale", "venue")
    page = pages.filter(pk=page.pk, live=True, alias_of=None).first()
    event = Event.published_by(page) if page else None
    if event is None:
        return None
    event.spoken, event.rename_days = page.spoken, page.rename_days
    event.teachers = [str(row.person.translation_key) for row in page.teachers.select_related("person")]
    event.themes = [str(row.theme.translation_key) for row in page.themes.select_related("theme")]
    event.letters = [[row.kind, row.days, f"{row.time:%H:%M}"] for row in page.letters.all()]
    event.live = True
    event.published_at = event.published_at or page.first_published_at or at
    event.trouble = _sell(event, page, at=at)
    event.save()
    cards.changed(event.card_key, cause=at.isoformat())
    return event


@transaction.atomic
def unpublish_event(page: EventPage, *, at: datetime) -> None:
    """End the sale in every language when the page that speaks for the record goes; harmless for any other."""
    if event := Event.of_source(page):
        Event.objects.filter(pk=event.pk).update(live=False)
        for date in event.dates.order_by("pk"):
            take_off_sale(date, cause=at.isoformat())


def event_changed(page: EventPage, *, at: datetime) -> None:
    """Say that the event's cards look different now: another address, other words."""
    event = Event.objects.filter(translation_key=page.translation_key).first()
    if event:
        cards.changed(event.card_key, cause=at.isoformat())


@transaction.atomic
def switch_sale(event: Event, *, stopped: bool, at: datetime) -> None:
    """Stop the sale of all dates at once, or let it go on; no page is published by it."""
    for date in event.dates.order_by("pk"):
        stop_sale(date, stopped=stopped, cause=at.isoformat())


def note_trouble(page: Page, words: str) -> None:
    """Keep for editors to read why a publication could not be taken over."""
    Event.note_trouble(page, words)


def _sell(event: Event, page: EventPage, *, at: datetime) -> str:
    """Put the event on sale on the page's terms; where these cannot be, leave what is sold alone and say why."""
    try:
        terms = terms_of(page)
    except TermsRefused as reason:
        return str(reason)
    place = (page.venue.translation_key if page.venue else None, page.online)
    moved_house = place != (event.venue_key, event.online)
    event.venue_key, event.online = place
    event.country = page.venue.country if page.venue else ""
    event.cancellation = sorted(([row.days_before, row.percent] for row in terms.cancellation), reverse=True)
    take_over_definitions(event, terms)
    dates = take_over_dates(event, terms, elsewhere=moved_house)
    troubles = put_dates_on_sale(event, dates, terms, few_left=page.few_left, at=at)
    return "\n".join(troubles)
