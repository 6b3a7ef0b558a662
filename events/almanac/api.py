"""The list of events for programs, with the filters of the almanac."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Schema
from pydantic import Field

from api.contract import Words, absolute, after, invalid, problems
from events.almanac.asking import Row
from events.almanac.listing import Almanac
from events.catalogue import queries
from events.catalogue.api import EventInList, in_list, router
from events.catalogue.models import EventDate
from events.catalogue.queries import Shown

MOST, ON_A_PAGE = 100, 24


class AnyDates(Almanac):
    """The almanac of every date, those that are over too."""

    def _dates(self):
        return EventDate.objects.order_by("starts_at", "pk")


class EventList(Schema):
    """Some of the events; `next` asks for those after them, and `count` is of all that were found."""

    items: list[EventInList]
    count: int
    next: str | None


class Asked(Schema):
    """What may be asked of the list; the filters are those of the page's own address."""

    when: Literal["to_come", "over"] = "to_come"
    theme: list[Words] = []
    place: list[Words] = []
    how: list[Literal["there", "online"]] = []
    teacher: list[Words] = []
    spoken: list[Words] = []
    places: list[Literal["free"]] = []
    price: list[Literal["free", "low", "middle", "high"]] = []
    first: Words = Field("", alias="from", description="A day, such as 2027-04-12.")
    last: Words = Field("", alias="to", description="A day, such as 2027-04-12.")
    near: Words = Field("", description="A town by its code, or degrees, such as 37.32,-8.56.")
    km: Words = ""
    after: Words = Field("", description="Where the page before has ended; its `next` knows.")
    limit: int = Field(ON_A_PAGE, ge=1, le=MOST)


@router.get("", url_name="events", response={200: EventList, **problems()}, summary="List events")
def events(request: HttpRequest, asked: Query[Asked]):
    """Published events with a date that is all that is asked for, in pieces: those to come, or those that are over."""
    almanac = AnyDates(request)
    found = {row.event.pk: row.shown for row in almanac.selection.found if _is_asked(row, asked.when, almanac.at)}
    if almanac.errors:
        raise invalid({name: ("invalid", words) for name, words in almanac.errors.items()})
    page = after(list(found.values()), place=_place, order=asked.when, cursor=asked.after, limit=asked.limit)
    cards = queries.cards_of(
        page.rows, language=almanac.language, request=request, people=almanac.people, venues=almanac.venues
    )
    items = in_list(page.rows, cards, almanac.venues)
    return 200, {"items": items, "count": len(found), "next": _next(request, page.cursor)}


def _is_asked(row: Row, when: str, at: datetime) -> bool:
    """An event that goes on is found by what is to come, one that is over by any of its dates."""
    if when == "over":
        return not row.shown.to_come
    return row.on.date.ends_at > at


def _place(row: Shown) -> list:
    """Where an event stands: the next one first, of those that are over the last, and no two in one place."""
    starts = row.next.date.starts_at.timestamp() if row.next else 0
    return [starts if row.to_come else -starts, row.event.pk]


def _next(request: HttpRequest, cursor: str) -> str | None:
    if not cursor:
        return None
    query = request.GET.copy()
    query["after"] = cursor
    return absolute(f"{reverse('api:events')}?{query.urlencode()}")
