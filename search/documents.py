"""What is searched: one document for each thing in each language in which it is to be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from home.cards import Card, CardQuery


@dataclass(frozen=True)
class Named:
    """A person or theme: the code of its facet, its words, and the key that all its languages share."""

    code: str
    words: str
    key: str


@dataclass(frozen=True)
class Place:
    """Where it is: what addresses call the town, the town's name, and its house; degrees, where they are known."""

    code: str
    city: str
    house: str = ""
    latitude: float | None = None
    longitude: float | None = None
    key: str = ""


@dataclass(frozen=True)
class Document:
    """A thing as readers of one language find it. Nothing that is paid for stands in its text."""

    key: UUID
    language: str  # of the readers
    written: str  # of the words
    number: int  # by which its kind makes its card
    title: str
    summary: str = ""
    text: str = ""
    teachers: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()
    level: str = ""
    spoken: tuple[str, ...] = ()
    place: Place | None = None
    dates: tuple[tuple[date, date], ...] = ()  # first and last days there, to come, the next one first
    over: bool = False  # took place, and does not again
    prices: dict[str, int] = field(default_factory=dict)  # the lowest, by currency, in minor units
    free: bool | None = None  # whether it can be had; none where that is no question
    rating: float | None = None
    popularity: int = 0
    published_at: datetime | None = None
    changes_at: datetime | None = None  # when it reads otherwise next, by the clock alone (UTC)

    @property
    def names(self) -> list[str]:
        """Names of people and places in it."""
        where = [self.place.house, self.place.city] if self.place else []
        return [name for name in [*(person.words for person in self.teachers), *where] if name]

    @property
    def mentions(self) -> list[str]:
        """Keys of what it names: when one of these is renamed, it reads otherwise."""
        named = [*self.teachers, *self.themes, *([self.place] if self.place else [])]
        return [one.key for one in named if one.key]


@dataclass(frozen=True)
class Kind:
    """What an app promises of its things that can be found.

    `keys` names all of them, by translation key. `read` gives the documents of some in every language in which they
    are published and open to everybody. `things` says which things a card's key is about. `cards` makes cards by
    the documents' numbers, in few queries.
    """

    code: str
    label: str
    keys: Callable[[], Iterable[UUID]]
    read: Callable[[Collection[UUID], datetime], Iterable[Document]]
    things: Callable[[str], Collection[UUID]]
    cards: Callable[[list[int], CardQuery], dict[int, Card]]
    levels: Sequence[tuple[str, str]] = ()  # codes and words of for whom its things are
