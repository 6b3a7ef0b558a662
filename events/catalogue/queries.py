"""What may be asked of events: which there are in a language, on which dates, how free, for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.catalogue import states, words
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from events.catalogue.rows import EventTheme
from events.catalogue.selling import TICKET
from events.catalogue.venues import Venue
from home.cards import Card, CardQuery, PriceTag
from home.pages.shown import pages_in
from home.pictures import card_image, with_card_pictures
from home.snippets import Person, people_by_key
from shop.contract import Offer, Places, Rating, offers_of, places_of, ratings_of


@dataclass(frozen=True)
class ShownDate:
    """A date with what is sold on it, how free that is, and what it costs at least (none where nothing is sold)."""

    date: EventDate
    offers: list[Offer]
    places: dict[int, Places]
    standing: states.Standing
    price: PriceTag | None

    @property
    def tickets(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.kind == TICKET]


@dataclass(frozen=True)
class Shown:
    """An event as readers of one language find it: its record, its page, all of its dates."""

    event: Event
    page: EventPage
    dates: list[ShownDate]
    at: datetime

    @property
    def to_come(self) -> list[ShownDate]:
        return [shown for shown in self.dates if shown.date.ends_at > self.at]

    @property
    def next(self) -> ShownDate | None:
        """The date that stands for the event: the next one that takes place, else the last there was."""
        for shown in self.to_come:
            if not shown.date.cancelled:
                return shown
        return self.dates[-1] if self.dates else None


def shown(
    events: QuerySet[Event],
    *,
    language: str,
    currency: str,
    at: datetime,
    fallback: bool = False,
    dates: QuerySet[EventDate] | None = None,
) -> list[Shown]:
    """Those of the events whose page is published in a language, in six queries; the one that comes next first.

    With `fallback`, events without such a page are shown by the page in which they were written; with `dates`, only
    these dates of theirs are.
    """
    pages = EventPage.objects.live().filter(locale__language_code=language)
    if not fallback:
        events = events.filter(translation_key__in=pages.values("translation_key"))
    events = list(events)
    found = pages_of(events, language=language, fallback=fallback)
    on = dates_of(events, currency=currency, at=at, among=dates)
    rows = [
        Shown(event, found[event.translation_key], on[event.pk], at)
        for event in events
        if event.translation_key in found
    ]
    return sorted(rows, key=lambda row: _place(row, at=at))


def pages_of(events: Iterable[Event], *, language: str, fallback: bool = False) -> dict[UUID, EventPage]:
    """The published page of each event in a language, with what cards need of it, in one query."""
    return pages_in(EventPage, events, themes=EventTheme, picture="cover", language=language, fallback=fallback)


def dates_of(
    events: Iterable[Event],
    *,
    currency: str,
    at: datetime,
    among: QuerySet[EventDate] | None = None,
    cart_lines: Collection[int] = (),
) -> dict[int, list[ShownDate]]:
    """All dates of events that are on their pages, the first one first, by event id, in four queries.

    What `cart_lines` hold, those of whoever asks, is not held by others; that takes a query more.
    """
    among = EventDate.objects.all() if among is None else among
    dates = list(among.filter(event__in=list(events), live=True).order_by("starts_at", "pk"))
    offers = offers_of(dates)
    places = places_of([offer for some in offers.values() for offer in some], cart_lines=cart_lines)
    by_event: dict[int, list[ShownDate]] = defaultdict(list)
    for date in dates:
        by_event[date.event_id].append(_shown_date(date, offers[date.pk], places, currency=currency, at=at))
    return by_event


def venues_of(events: Iterable[Event], *, language: str) -> dict[UUID, Venue]:
    """Where the events take place, in the reader's language where there are words in it, in one query."""
    keys = {event.venue_key for event in events if event.venue_key}
    if not keys:
        return {}
    return Venue.objects.filter(translation_key__in=keys).select_related("picture").in_language(language)


def people_of(events: Iterable[Event], *, language: str) -> dict[str, Person]:
    """Everybody who teaches at these events, in the reader's language where there are words in it, in one query."""
    return people_by_key({key for event in events for key in event.teachers}, language=language)


def cards_of(
    rows: Collection[Shown],
    *,
    language: str,
    request: HttpRequest | None = None,
    people: dict[str, Person] | None = None,
    venues: dict[UUID, Venue] | None = None,
) -> list[Card]:
    """How events look in lists, in at most four queries; in two where people and venues are known."""
    people = people_of([row.event for row in rows], language=language) if people is None else people
    venues = venues_of([row.event for row in rows], language=language) if venues is None else venues
    with_card_pictures(row.page.cover for row in rows)
    ratings = ratings_of(row.event for row in rows)
    # Wagtail keeps the roots of all sites on whatever it is given, and asks for them once.
    roots = request or SimpleNamespace()
    return [_card(row, people, venues, ratings.get(row.event.pk), language=language, roots=roots) for row in rows]


def next_events(query: CardQuery) -> list[Card]:
    """The events that come next, for lists that fill themselves."""
    return _cards(Event.objects.live(), query)


def taught_by(person: UUID, query: CardQuery) -> list[Card]:
    """The events to come at which someone teaches, by their translation key."""
    at = timezone.now()
    rows = shown(Event.objects.live(), language=query.language, currency=query.currency, at=at)
    mine = [row for row in rows if str(person) in row.event.teachers and row.to_come]
    return cards_of(mine[: query.limit], language=query.language, request=query.request)


def of_pages(page_ids: list[int], query: CardQuery) -> dict[int, Card]:
    """Cards of event pages that editors chose by hand, each in the reader's language."""
    chosen = dict(EventPage.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    if not chosen:
        return {}
    events = Event.objects.live().filter(translation_key__in=list(chosen.values()))
    rows = shown(events, language=query.language, currency=query.currency, at=timezone.now(), fallback=True)
    cards = cards_of(rows, language=query.language, request=query.request)
    by_key = {row.event.translation_key: card for row, card in zip(rows, cards, strict=True)}
    return {pk: by_key[key] for pk, key in chosen.items() if key in by_key}


def of_records(event_ids: Collection[int], query: CardQuery) -> dict[int, Card]:
    """Cards of events by their records, also where they are over or not published in the reader's language."""
    events = Event.objects.live().filter(pk__in=event_ids)
    rows = shown(events, language=query.language, currency=query.currency, at=timezone.now(), fallback=True)
    cards = cards_of(rows, language=query.language, request=query.request)
    return {row.event.pk: card for row, card in zip(rows, cards, strict=True)}


def next_turn(at: datetime) -> datetime | None:
    """When a date begins or is over next, after that time (UTC): pages say so then."""
    dates = EventDate.objects.live().order_by()
    moments = [
        dates.filter(**{f"{name}__gt": at}).order_by(name).values_list(name, flat=True).first()
        for name in ("starts_at", "ends_at")
    ]
    return min((moment for moment in moments if moment), default=None)


def _cards(events: QuerySet[Event], query: CardQuery) -> list[Card]:
    rows = shown(events, language=query.language, currency=query.currency, at=timezone.now())
    to_come = [row for row in rows if row.to_come][: query.limit]
    return cards_of(to_come, language=query.language, request=query.request)


def _place(row: Shown, *, at: datetime) -> tuple:
    """To come before over; of those to come the next first, of those over the last."""
    if row.next is None:
        return (2, 0, row.event.pk)
    starts = row.next.date.starts_at.timestamp()
    return (0, starts, row.event.pk) if row.next.date.ends_at > at else (1, -starts, row.event.pk)


def _shown_date(
    date: EventDate, offers: list[Offer], places: dict[int, Places], *, currency: str, at: datetime
) -> ShownDate:
    tickets = [offer for offer in offers if offer.kind == TICKET]
    standings = [states.of_offer(offer, places.get(offer.pk), at=at) for offer in tickets]
    return ShownDate(
        date, offers, places, states.of_date(date, standings, at=at), _least(tickets, currency=currency, at=at)
    )


def _least(tickets: list[Offer], *, currency: str, at: datetime) -> PriceTag | None:
    """What the cheapest ticket costs; with “from” where there are dearer ones."""
    published = [offer for offer in tickets if offer.published]
    prices = [price for offer in published if (price := offer.price_at(at, currency=currency))]
    if not prices:
        return None
    least = min(prices, key=lambda price: price.now.minor)
    if any(price.now != least.now for price in prices):
        return PriceTag(now=least.now, varies=True)
    return least


def _card(
    row: Shown, people: dict[str, Person], venues: dict[UUID, Venue], rating: Rating | None, *, language: str, roots
) -> Card:
    event, page, coming = row.event, row.page, row.next
    parts = page.get_url_parts(roots)
    # An alias shows the words of another language, and so does a page that stands in for a missing one.
    written = event.source_language if page.alias_of_id else page.locale.language_code
    facts = [words.days(coming.date)] if coming else []
    noteworthy = coming and coming.standing.state != states.State.FREE
    return Card(
        key=event.card_key,
        kind="event",
        kind_label=words.where(event, venues.get(event.venue_key)),
        url=(parts and parts[2]) or "",
        title=page.title,
        image=card_image(page.cover),
        by=tuple(people[key].name for key in event.teachers if key in people),
        facts=tuple(facts),
        price=coming.price if coming else None,
        states=(coming.standing.as_card_state,) if noteworthy else (),
        hue=page.hue or "",
        language="" if written == language else written,
        rating=rating.score if rating else None,
    )
