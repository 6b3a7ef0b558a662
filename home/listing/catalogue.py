"""A list of things as its page shows it: facets, order, pages, and ways out of an empty result."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from home.cards import Card
from home.listing.facets import Facet, Group, Selection

ON_A_PAGE = 24

Row = TypeVar("Row")
Pair = tuple[str, str]  # a filter's name and value, as an address says them


@dataclass(frozen=True)
class Narrowing(Generic[Row]):
    """A filter that is typed, not chosen: what it says in addresses and in words, and what it makes of a row."""

    pairs: tuple[Pair, ...]
    label: str
    left_of: Callable[[Row], Row | None]  # none: the row is not wanted


@dataclass(frozen=True)
class Way:
    """A link to another state of the list."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Said:
    """What a list says of itself: each kind of thing has its own plural forms."""

    found: str  # "3 courses"
    show: str  # on the button of the filters
    of_all: str  # "3 courses of 12"
    counted: str  # "courses", behind the counts of choices
    nothing: str
    advice: str
    everything: str
    empty: str
    soon: str


class Catalogue(ABC, Generic[Row]):
    """Everything of a kind in one language, as a visitor's address asks for it."""

    orders_by: dict[str, Callable[[Row], object]]  # name in addresses to sort key; the first where none is asked for
    often_wanted: Sequence[tuple[str, str]] = ()  # a facet's name and value
    results_template = "partials/catalogue_cards.html"
    fields_template = ""  # of what is typed, above the facets

    def __init__(self, request: HttpRequest, *, currency: str) -> None:
        self.request = request
        self.language = get_language()
        self.currency = currency
        self.at = timezone.now()
        self.all_rows: list[Row] = self.fetched()
        self.narrowings: list[Narrowing[Row]] = self.narrowed_by()
        self.rows = self._left_of(self.narrowings)
        asked = request.GET.get("sort")
        self.sort = asked if asked in self.orders_by else self.first
        self.selection: Selection[Row] = self.selected()

    # What each kind of thing says ------------------------------------------------------

    @abstractmethod
    def fetched(self) -> list[Row]:
        """All of them, in their own order, in a fixed number of queries."""

    @abstractmethod
    def facets(self) -> list[Facet[Row]]:
        """What may be asked of them."""

    @abstractmethod
    def cards_of(self, rows: Collection[Row]) -> list[Card]:
        """How they look in lists."""

    @property
    @abstractmethod
    def orders(self) -> list[tuple[str, str]]:
        """The orders with their words, as they are offered."""

    @property
    @abstractmethod
    def said(self) -> Said:
        """Its sentences."""

    @abstractmethod
    def without(self, label: str, count: int) -> str:
        """What taking away a filter would leave, in words."""

    def selected(self) -> Selection[Row]:
        """What the address chooses of them."""
        return Selection(self.rows, self.facets(), self.request.GET)

    def narrowed_by(self) -> list[Narrowing[Row]]:
        """The typed filters that are on."""
        return []

    @property
    def errors(self) -> dict[str, str]:
        """What was typed and not understood: a sentence for each field."""
        return {}

    # What is shown ----------------------------------------------------------------------

    @property
    def first(self) -> str:
        return next(iter(self.orders_by))

    @property
    def views(self) -> list[Way]:
        """The same list seen otherwise, where it can be."""
        return []

    @property
    def shows_results(self) -> bool:
        """Whether there is something to show; else the page says so in words."""
        return bool(self.count)

    @property
    def total(self) -> int:
        return len(self.all_rows)

    @property
    def count(self) -> int:
        return len(self.selection.found)

    @cached_property
    def page(self) -> Page:
        """One page of what was found; a page that does not exist is the nearest that does."""
        found = sorted(self.selection.found, key=self.orders_by[self.sort])
        return Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def cards(self) -> list[Card]:
        return self.cards_of(self.page.object_list)

    # What may be asked ------------------------------------------------------------------

    @property
    def groups(self) -> list[Group]:
        return self.selection.groups

    @property
    def pairs(self) -> list[Pair]:
        """Everything that is on, as an address says it."""
        return [*(pair for narrowing in self.narrowings for pair in narrowing.pairs), *self.selection.pairs]

    @property
    def filtered(self) -> bool:
        return bool(self.pairs)

    @property
    def query(self) -> str:
        """This state in an address, without its page."""
        return self._query(self.pairs)

    @property
    def on(self) -> list[Way]:
        """The filters that are on, each with the way that takes it off."""
        typed = [Way(narrowing.label, self._address_without(narrowing.pairs)) for narrowing in self.narrowings]
        chosen = [Way(self.selection.label_of(*pair), self._address_without([pair])) for pair in self.selection.pairs]
        return [*typed, *chosen]

    @property
    def quick(self) -> list[Way]:
        """What many come for."""
        labels = {(group.name, choice.value): choice for group in self.groups for choice in group.choices}
        shown = [(pair, labels[pair]) for pair in self.often_wanted if pair in labels and not labels[pair].disabled]
        return [Way(choice.label, f"?{self._query([pair])}", current=self.pairs == [pair]) for pair, choice in shown]

    @property
    def rescue(self) -> list[Way]:
        """Where nothing was found: the filters whose taking away helps, the most helpful first."""
        counts = [
            (self.selection.count_without(*pair), self.selection.label_of(*pair), [pair])
            for pair in self.selection.pairs
        ]
        counts += [(self._count_without(one), one.label, list(one.pairs)) for one in self.narrowings]
        return [
            Way(self.without(label, count), self._address_without(pairs))
            for count, label, pairs in sorted(counts, key=lambda row: row[0], reverse=True)
            if count
        ]

    def _count_without(self, narrowing: Narrowing[Row]) -> int:
        rows = self._left_of([other for other in self.narrowings if other is not narrowing])
        return len(Selection(rows, self.selection.facets, self.request.GET).found)

    def _left_of(self, narrowings: Collection[Narrowing[Row]]) -> list[Row]:
        rows = self.all_rows
        for narrowing in narrowings:
            rows = [left for row in rows if (left := narrowing.left_of(row)) is not None]
        return rows

    def _address_without(self, pairs: Collection[Pair]) -> str:
        rest = self._query([other for other in self.pairs if other not in pairs])
        return f"?{rest}" if rest else self.request.path

    def _query(self, pairs: Collection[Pair]) -> str:
        return urlencode([*pairs, *([("sort", self.sort)] if self.sort != self.first else [])])
