"""The one shape in which things are listed, and where lists come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from money import Money
from outbox import contract as outbox


@dataclass(frozen=True)
class CardImage:
    """A picture ready to show: addresses, size in pixels, words for those who do not see it."""

    url: str
    width: int
    height: int
    srcset: str = ""
    alt: str = ""


@dataclass(frozen=True)
class PriceTag:
    """What a card or box says of money."""

    now: Money
    was: Money | None = None
    varies: bool = False

    @property
    def free(self) -> bool:
        return self.now.minor == 0 and not self.varies


@dataclass(frozen=True)
class CardState:
    """One word on a card: code for the style (new, sale, yours, few, soldout), label for the reader."""

    code: str
    label: str
    tone: str = ""


@dataclass(frozen=True)
class Progress:
    """How far someone has come: done of total steps."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class Score:
    """How a thing is rated by those who had it: the average of one to five stars, to one decimal, and of how many."""

    average: Decimal
    count: int


@dataclass(frozen=True)
class Card:
    """One thing in a list, whatever it is."""

    key: str
    kind: str
    kind_label: str
    url: str
    title: str
    summary: str = ""
    image: CardImage | None = None
    by: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    price: PriceTag | None = None
    states: tuple[CardState, ...] = ()
    hue: str = ""
    language: str = ""  # only where it differs from the page's
    progress: Progress | None = None
    rating: Score | None = None


@dataclass(frozen=True)
class CardQuery:
    """What a list asks a source for."""

    language: str
    limit: int
    currency: str
    filters: dict = field(default_factory=dict)
    request: HttpRequest | None = None  # whose, so that what it has already asked for is not asked again


def query_for(request: HttpRequest | None, *, limit: int) -> CardQuery:
    """What this visitor sees: their language, and the currency of their cart."""
    cart = getattr(request, "cart", None)
    currency = cart.currency if cart else settings.SHOP_DEFAULT_CURRENCY
    return CardQuery(language=get_language(), limit=limit, currency=currency, request=request)


@dataclass(frozen=True)
class Source:
    """A list that fills itself, such as the newest courses."""

    name: str
    label: str
    cards: Callable[[CardQuery], list[Card]]


_sources: dict[str, Source] = {}
_page_cards: list[Callable[[list, CardQuery], dict[int, Card]]] = []
_listeners: list[Callable[[str], None]] = []
_quick_listeners: list[Callable[[str], None]] = []
_turns: list[Callable[[datetime], datetime | None]] = []
_person_cards: list[Callable[[UUID, CardQuery], list[Card]]] = []


def register_source(name: str, label: str, cards: Callable[[CardQuery], list[Card]]) -> None:
    """Offer a self-filling list to the editors' "cards" block and to pages."""
    _sources[name] = Source(name, label, cards)


def sources() -> list[Source]:
    """Every list that fills itself, by name."""
    return [_sources[name] for name in sorted(_sources)]


def cards_from(name: str, query: CardQuery) -> list[Card]:
    """The cards of one list; empty where its app is not there."""
    source = _sources.get(name)
    return source.cards(query) if source else []


def register_page_cards(cards: Callable[[list, CardQuery], dict[int, Card]]) -> None:
    """Let an app turn its own pages, chosen by hand, into cards: page ids to cards, in few queries.

    An editor's choice stands for every translation of the page: the card is the one in the query's language.
    """
    _page_cards.append(cards)


def cards_by_page(page_ids: list[int], query: CardQuery) -> dict[int, Card]:
    """The card of each chosen page; what is not live has none."""
    found: dict[int, Card] = {}
    for cards in _page_cards:
        found |= cards(page_ids, query)
    return found


def cards_of_pages(page_ids: list[int], query: CardQuery) -> list[Card]:
    """Cards of chosen pages, in the order chosen; what is not live has none."""
    found = cards_by_page(page_ids, query)
    return [found[page_id] for page_id in page_ids if page_id in found]


def register_person_cards(cards: Callable[[UUID, CardQuery], list[Card]]) -> None:
    """Let an app list what someone does there, such as the courses they teach: by the person's translation key."""
    _person_cards.append(cards)


def cards_of_person(person: UUID, query: CardQuery) -> list[Card]:
    """Everything that someone teaches, each app's things together, in the order in which apps have joined."""
    return [card for cards in _person_cards for card in cards(person, query)]


def changed(key: str, *, cause: str) -> None:
    """Say that what a card shows has changed; caches and indexes act on the job, once for each cause."""
    outbox.add("card.changed", key=f"card:{key}:{cause}", payload={"key": key})
    for listener in _quick_listeners:
        transaction.on_commit(partial(listener, key), robust=True)


def register_listener(listener: Callable[[str], None], *, at_once: bool = False) -> None:
    """Let an app act, after the commit, on cards that have changed: it gets the card's key and is repeatable.

    At once means in the process of the cause, and by the job a second time, in case that process dies between.
    """
    _listeners.append(listener)
    if at_once:
        _quick_listeners.append(listener)


def register_turn(next_turn: Callable[[datetime], datetime | None]) -> None:
    """Let an app say when, after a time (UTC), cards change next by the clock alone, such as at the end of a sale."""
    _turns.append(next_turn)


def next_turn(at: datetime) -> datetime | None:
    """When cards change next by the clock alone; none where nothing is foreseen."""
    return min((turn for next_turn in _turns if (turn := next_turn(at))), default=None)


def tell(key: str) -> None:
    """Tell every app that listens that a card has changed."""
    for listener in _listeners:
        listener(key)
