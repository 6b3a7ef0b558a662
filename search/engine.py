"""What the shop needs from any search engine. Who answers, the settings say; callers never know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from search.models import Listing

FACETS = ("kind", "theme", "teacher", "level", "spoken", "place", "month", "price", "places", "rating")
SORTS = ("relevance", "date", "price", "-price", "rating", "newest")
LOW, HIGH = 30, 150  # whole units of a currency, between the bands of prices
MOST_WORDS = 12
MOST_LETTERS = 200


@dataclass(frozen=True)
class Around:
    """Within so many kilometres of a point, in degrees."""

    latitude: float
    longitude: float
    km: int


@dataclass(frozen=True)
class Question:
    """What somebody wants to find. Values of one facet widen it, facets narrow each other."""

    words: str
    language: str
    currency: str
    at: datetime
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    around: Around | None = None
    least: int | None = None  # in minor units of the currency
    most: int | None = None
    sort: str = "relevance"
    page: int = 1
    size: int = 24
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)  # a word, and what means the same


@dataclass(frozen=True)
class Piece:
    """A part of a text; found, where it is what was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Hit:
    """A thing that was found: its kind, its number there, and its words with what was found in them."""

    kind: str
    key: UUID
    number: int
    title: tuple[Piece, ...]
    extract: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """The answer: one page of hits, how many there are, how many each choice of each facet would leave."""

    hits: list[Hit]
    total: int
    counts: dict[str, dict[str, int]]  # each facet without its own filter
    suggestion: str = ""  # the same words, spelled as they are here


Gone = tuple[int, str, int]  # a thing by its number, the language in which it is read no more, and since which version


class Engine(Protocol):
    """What the shop needs from any search engine."""

    def search(self, question: Question) -> Found: ...

    def take_over(self, listings: Iterable[Listing], gone: Iterable[Gone]) -> None:
        """Know these listings from now on, and no more those that are gone.

        An older version of a listing never takes the place of a newer one.
        """

    def rebuild(self, listings: Iterable[Listing]) -> None:
        """Know just these listings; whoever asks meanwhile is answered as before."""

    def answers(self) -> bool:
        """Whether it can be searched just now; else the shop's database stands in."""


class EngineDown(Exception):
    """The engine does not answer just now."""


def engine() -> Engine:
    """The one that the settings name."""
    return import_string(settings.SEARCH_ENGINE)()
