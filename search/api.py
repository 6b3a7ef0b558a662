"""Search as JSON, for programs: the same answer that the page shows."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from api.contract import MoneySchema, Picture, Rating, Words, absolute, problems
from search.engine import SORTS
from search.results.page import MOST_PAGES, Result, SearchPage

router = Router(tags=["search"])


class FoundPiece(Schema):
    """A part of a text; `found`, where it is what was searched for."""

    text: str
    found: bool


class FoundThing(Schema):
    """A thing that was found; `picked` where editors put it first."""

    kind: str
    url: str
    title: str
    extract: list[FoundPiece]
    by: list[str]
    price: MoneySchema | None
    picture: Picture | None
    rating: Rating | None = Field(description="None: nobody has reviewed it yet.")
    picked: bool


class FoundChoice(Schema):
    value: str
    label: str
    count: int
    chosen: bool


class FoundFacet(Schema):
    """A filter; its counts leave its own choices aside."""

    name: str
    label: str
    choices: list[FoundChoice]


class SearchAnswer(Schema):
    """One page of what was found. `suggestion` are the same words as they are spelled here."""

    items: list[FoundThing]
    count: int
    page: int
    pages: int
    suggestion: str
    facets: list[FoundFacet]


class SearchAsked(Schema):
    """What may be asked; the same words as the page's own address."""

    q: Words = ""
    kind: list[Words] = []
    theme: list[Words] = []
    teacher: list[Words] = []
    level: list[Words] = []
    spoken: list[Words] = []
    place: list[Words] = []
    month: list[Words] = []
    price: list[Literal["free", "low", "middle", "high"]] = []
    places: list[Literal["free"]] = []
    rating: list[Words] = []
    first: Words = Field("", alias="from", description="A day, such as 2027-04-12.")
    last: Words = Field("", alias="to", description="A day, such as 2027-04-12.")
    near: Words = Field("", description="A town by its code, or degrees, such as 37.32,-8.56.")
    km: Words = ""
    least: Words = Field("", description="Whole units of the currency.")
    most: Words = Field("", description="Whole units of the currency.")
    sort: Literal[SORTS] = "relevance"
    page: int = Field(1, ge=1, le=MOST_PAGES)


@router.get("", url_name="search", response={200: SearchAnswer, **problems()}, summary="Search everything")
def search(request: HttpRequest, asked: Query[SearchAsked]):
    """Everything that is published in one language, by words, filters and order, in pages."""
    found = SearchPage(request)
    return 200, {
        "items": [_thing(result) for result in found.results],
        "count": found.count,
        "page": found.page.number,
        "pages": found.page.paginator.num_pages,
        "suggestion": found.answer.suggestion,
        "facets": [
            {
                "name": group.name,
                "label": str(group.label),
                "choices": [
                    {"value": one.value, "label": str(one.label), "count": one.count, "chosen": one.selected}
                    for one in group.choices
                ],
            }
            for group in found.groups
        ],
    }


def _thing(result: Result) -> dict:
    card = result.card
    return {
        "kind": card.kind,
        "url": absolute(card.url),
        "title": card.title,
        "extract": [{"text": piece.text, "found": piece.found} for piece in result.extract],
        "by": list(card.by),
        "price": MoneySchema.of(card.price.now if card.price else None),
        "picture": Picture.of(card.image),
        "rating": Rating.of(card.rating),
        "picked": result.picked,
    }
