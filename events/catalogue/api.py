"""Events as JSON, for programs: the same events, dates and places that pages show."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Path, Router, Schema
from pydantic import Field

from api.contract import NOT_FOUND, Id, MoneySchema, Picture, Problem, Rating, absolute, problems
from events.catalogue import queries, states
from events.catalogue.addresses import calendar_address
from events.catalogue.models import Event
from events.catalogue.queries import Shown, ShownDate
from events.catalogue.rows import OptionRow, TicketRow
from events.catalogue.selling import TICKET
from events.catalogue.venues import Venue
from home.cards import Card
from shop.contract import Offer, currency_of

router = Router(tags=["events"])
STATES = Literal["free", "few", "held", "yours", "waiting", "sold-out", "later", "closed", "over", "cancelled"]


class PlaceOfEvent(Schema):
    """Where it takes place; `latitude` and `longitude` in degrees."""

    code: str
    name: str
    street: str
    postcode: str
    city: str
    country: str
    latitude: float | None
    longitude: float | None

    @classmethod
    def of(cls, venue: Venue | None) -> PlaceOfEvent | None:
        if venue is None:
            return None
        words = {name: getattr(venue, name) for name in ("code", "name", "street", "postcode", "city", "country")}
        degrees = {name: _degrees(getattr(venue, name)) for name in ("latitude", "longitude")}
        return cls(**words, **degrees)


class EventOffer(Schema):
    """A ticket type or an option on one date, by the key that goes into the cart. `words` say how free it is."""

    key: str
    code: str
    title: str
    text: str
    state: STATES
    words: str
    left: int | None = Field(description="How many are left, where so few are that the page says it.")
    least: int
    most: int
    price: MoneySchema | None
    was: MoneySchema | None


class DateInList(Schema):
    """One date. Times bear the offset of its own zone."""

    id: int
    code: str
    starts: datetime
    ends: datetime
    admission: datetime | None
    zone: str
    moved_from: datetime | None
    state: STATES
    words: str
    price: MoneySchema | None = Field(description="What the cheapest ticket costs.")
    calendar: str


class DateInFull(DateInList):
    """A date with everything that is sold on it."""

    tickets: list[EventOffer]
    options: list[EventOffer]


class EventInList(Schema):
    """An event as lists show it, with its next date, or its last."""

    id: int
    url: str
    title: str
    summary: str
    spoken: str
    online: bool
    place: PlaceOfEvent | None
    teachers: list[str]
    picture: Picture | None
    rating: Rating | None = Field(description="None: nobody has reviewed it yet.")
    date: DateInList | None
    dates_to_come: int


class CancellationStep(Schema):
    """What share of the price is given back until so many days before the start."""

    days_before: int
    percent: int


class EventInFull(EventInList):
    """An event with all of its dates that stand on its page."""

    outcome: str
    bring: list[str]
    health_note: str
    cancellation: list[CancellationStep]
    dates: list[DateInFull]


@router.get("/{event_id}", url_name="event", response={200: EventInFull, **problems(404)}, summary="Read an event")
def event(request: HttpRequest, event_id: Annotated[Id, Path()]):
    """One published event with its dates, in the language that is asked for."""
    events = Event.objects.live().filter(pk=event_id)
    rows = queries.shown(events, language=get_language(), currency=currency_of(request), at=timezone.now())
    if not rows:
        raise Problem(NOT_FOUND)
    language = get_language()
    venues = queries.venues_of([rows[0].event], language=language)
    (card,) = queries.cards_of(rows, language=language, request=request, venues=venues)
    (item,) = in_list(rows, [card], venues)
    return 200, item | _in_full(rows[0], currency=currency_of(request))


def in_list(rows: list[Shown], cards: list[Card], venues: dict[UUID, Venue]) -> list[dict]:
    """Events as `EventInList` has them, from their cards and the venues by their keys."""
    return [_event(row, card, venues.get(row.event.venue_key)) for row, card in zip(rows, cards, strict=True)]


def _event(row: Shown, card: Card, venue: Venue | None) -> dict:
    return {
        "id": row.event.pk,
        "url": absolute(card.url),
        "title": card.title,
        "summary": row.page.summary,
        "spoken": row.event.spoken,
        "online": row.event.online,
        "place": PlaceOfEvent.of(venue),
        "teachers": list(card.by),
        "picture": Picture.of(card.image),
        "rating": Rating.of(card.rating),
        "date": _date(row.next) if row.next else None,
        "dates_to_come": len(row.to_come),
    }


def _in_full(row: Shown, *, currency: str) -> dict:
    page = row.page
    rows = {"tickets": TicketRow, "options": OptionRow}
    words = {name: list(model.objects.filter(page=page.pk)) for name, model in rows.items()}
    return {
        "outcome": page.outcome,
        "bring": [str(line.value) for line in page.bring],
        "health_note": page.health_note,
        "cancellation": [{"days_before": days, "percent": percent} for days, percent in row.event.cancellation],
        "dates": [
            _date(shown)
            | {
                name: _offers(shown, named, ticket=name == "tickets", currency=currency, at=row.at)
                for name, named in words.items()
            }
            for shown in row.dates
        ],
    }


def _date(shown: ShownDate) -> dict:
    date = shown.date
    moments = {"starts": date.starts_at, "ends": date.ends_at, "admission": date.admission_at}
    moments["moved_from"] = date.moved_from if date.state == date.State.MOVED else None
    return {
        "id": date.pk,
        "code": date.code,
        **{name: moment and moment.astimezone(date.timezone) for name, moment in moments.items()},
        "zone": date.zone,
        "state": shown.standing.state.value,
        "words": shown.standing.label,
        "price": MoneySchema.of(shown.price and shown.price.now),
        "calendar": absolute(calendar_address(date)),
    }


def _offers(shown: ShownDate, rows: list, *, ticket: bool, currency: str, at: datetime) -> list[dict]:
    offers = {offer.code: offer for offer in shown.offers if offer.published and (offer.kind == TICKET) == ticket}
    named = [(row, offers[row.code]) for row in rows if row.code in offers]
    return [_offer(row, offer, shown, currency=currency, at=at) for row, offer in named]


def _offer(row, offer: Offer, shown: ShownDate, *, currency: str, at: datetime) -> dict:
    places = shown.places.get(offer.pk)
    standing = states.of_offer(offer, places, at=at)
    price = offer.price_at(at, currency=currency)
    return {
        "key": offer.key,
        "code": offer.code,
        "title": row.title,
        "text": row.text,
        "state": standing.state.value,
        "words": standing.label,
        "left": places.left if places and standing.state == states.State.FEW else None,
        "least": offer.least_per_order,
        "most": offer.most_per_order,
        "price": MoneySchema.of(price and price.now),
        "was": MoneySchema.of(price and price.was),
    }


def _degrees(value) -> float | None:
    return None if value is None else float(value)
