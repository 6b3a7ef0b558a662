"""Events as the search finds them. What is only for attendees is not told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from events.catalogue import queries, words
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from events.catalogue.queries import ShownDate
from events.catalogue.venues import Venue
from home.snippets import best_in
from search.contract import Document, Kind, Names, Place, mentioned_changed, shown_by_pages, words_of, written_in
from shop.contract import lowest_prices, ratings_of, sold_times, turn_of

OF_A_DATE = ("event", "event_option")


def keys() -> Iterable[UUID]:
    return Event.objects.values_list("translation_key", flat=True)


def read(keys: Collection[UUID], at: datetime) -> list[Document]:
    events, pages, names = shown_by_pages(Event.objects, EventPage, keys)
    dates = queries.dates_of(events.values(), currency=settings.SHOP_DEFAULT_CURRENCY, at=at)
    sold = sold_times([shown.date for some in dates.values() for shown in some])
    ratings = ratings_of(events.values())
    venues = list(Venue.objects.select_related("locale"))
    return [
        replace(
            _document(page, event, dates, sold, names, venues, at=at),
            rating=ratings[event.pk].exact if event.pk in ratings else None,
        )
        for page in pages
        if (event := events[page.translation_key])
    ]


def things(card: str) -> list[UUID]:
    kind, _colon, rest = card.partition(":")
    number = rest.partition(":")[0]
    if not number.isdecimal():
        return []
    if kind == "events":
        return list(Event.objects.filter(pk=number).values_list("translation_key", flat=True))
    if kind in OF_A_DATE:
        return list(EventDate.objects.filter(pk=number).values_list("event__translation_key", flat=True))
    return []


def listen_to_venues() -> None:
    """Hear of venues that have other words or stand elsewhere."""
    for signal in (post_save, post_delete):
        signal.connect(_on_venue, sender=Venue, dispatch_uid="events.found.venue")


def _on_venue(sender, instance: Venue, **kwargs) -> None:
    mentioned_changed(instance.translation_key)


def _document(
    page: EventPage,
    event: Event,
    dates: dict[int, list[ShownDate]],
    sold: dict[int, int],
    names: Names,
    venues: list[Venue],
    *,
    at: datetime,
) -> Document:
    language = page.locale.language_code
    its = dates.get(event.pk, [])
    coming = [shown for shown in its if shown.date.ends_at > at and not shown.date.cancelled]
    tickets = [offer for shown in coming for offer in shown.tickets if offer.published]
    turns = [turn_of(tickets, at=at), *(shown.date.ends_at for shown in coming)]
    venue, place = _place(event, venues, language)
    about = [venue.text] if venue else []
    return Document(
        key=page.translation_key,
        language=language,
        written=written_in(page),
        number=page.pk,
        title=page.title,
        summary=f"{page.outcome} {page.summary}",
        text=words_of(page.body, page.programme, page.bring, about),
        teachers=names.people(event.teachers, language=language),
        themes=names.themes(event.themes, language=language),
        spoken=(event.spoken,),
        place=place,
        dates=tuple(_days(shown) for shown in coming),
        over=bool(its) and not coming,
        prices=lowest_prices(tickets, at=at),
        free=any(shown.standing.can_be_booked for shown in coming),
        popularity=sum(sold.get(shown.date.pk, 0) for shown in its),
        published_at=event.published_at,
        changes_at=min((turn for turn in turns if turn), default=None),
    )


def _days(shown: ShownDate) -> tuple:
    return tuple(words.there(moment, shown.date).date() for moment in (shown.date.starts_at, shown.date.ends_at))


def _place(event: Event, venues: list[Venue], language: str) -> tuple[Venue | None, Place | None]:
    seen = best_in(language, venues)
    venue = seen.get(event.venue_key)
    if venue is None:
        return None, None
    # What addresses call a town is the same as in the list of dates: the code of its first venue.
    code = min(one.code for one in seen.values() if one.city == venue.city)
    north, east = venue.latitude, venue.longitude
    known = north is not None and east is not None
    at = (float(north), float(east)) if known else (None, None)
    return venue, Place(code, venue.city, venue.name, *at, key=str(venue.translation_key))


KIND = Kind("event", _("Events"), keys, read, things, queries.of_pages)
