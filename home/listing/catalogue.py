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

    def __init__(self, request: HttpRequest, *, currency: str) -> None:
        self.request = request
        self.language = get_language()
        self.currency = currency
        self.at = timezone.now()
        self.rows: list[Row] = self.fetched()
        self.selection: Selection[Row] = Selection(self.rows, self.facets(), request.GET)
        asked = request.GET.get("sort")
        self.sort = asked if asked in self.orders_by else self.first

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

    # What is shown ----------------------------------------------------------------------

    @property
    def first(self) -> str:
        return next(iter(self.orders_by))

    @property
    def total(self) -> int:
        return len(self.rows)

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
    def filtered(self) -> bool:
        return bool(self.selection.pairs)

    @property
    def query(self) -> str:
        """This state in an address, without its page."""
        return self._query(self.selection.pairs)

    @property
    def on(self) -> list[Way]:
        """The filters that are on, each with the way that takes it off."""
        return [Way(self.selection.label_of(*pair), self._address_without(pair)) for pair in self.selection.pairs]

    @property
    def quick(self) -> list[Way]:
        """What many come for."""
        labels = {(group.name, choice.value): choice for group in self.groups for choice in group.choices}
        shown = [(pair, labels[pair]) for pair in self.often_wanted if pair in labels and not labels[pair].disabled]
        return [
            Way(choice.label, f"?{self._query([pair])}", current=self.selection.pairs == [pair])
            for pair, choice in shown
        ]

    @property
    def rescue(self) -> list[Way]:
        """Where nothing was found: the filters whose taking away helps, the most helpful first."""
        left = sorted(((self.selection.count_without(*pair), pair) for pair in self.selection.pairs), reverse=True)
        return [
            Way(self.without(self.selection.label_of(*pair), count), self._address_without(pair))
            for count, pair in left
            if count
        ]

    def _address_without(self, pair: tuple[str, str]) -> str:
        rest = self._query([other for other in self.selection.pairs if other != pair])
        return f"?{rest}" if rest else self.request.path

    def _query(self, pairs: list[tuple[str, str]]) -> str:
        return urlencode([*pairs, *([("sort", self.sort)] if self.sort != self.first else [])])
