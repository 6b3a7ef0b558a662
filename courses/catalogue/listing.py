"""The list of courses as its page shows it: facets, order, pages, and ways out of an empty result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from courses.catalogue import queries
from courses.catalogue.facets import Facet, Group, Selection
from courses.catalogue.models import Course, Level
from courses.catalogue.queries import Shown
from home.cards import Card
from home.pages.facts import language
from home.snippets import Theme
from money import Money, format_round, minor_digits
from shop.contract import currency_of, visitor_of

ON_A_PAGE = 24
SHORT, LONG = 60, 120  # minutes
LOW, HIGH = 50, 100  # whole euros, dollars, pounds
FIRST = "newest"

ORDERS = {
    "newest": lambda row: 0,  # as they come
    "price": lambda row: (row.price is None, row.price.now.minor if row.price else 0),
    "-price": lambda row: (row.price is None, -row.price.now.minor if row.price else 0),
    "length": lambda row: row.course.minutes,
    "title": lambda row: row.page.title.casefold(),
}


@dataclass(frozen=True)
class Way:
    """A link to another state of the list."""

    label: str
    url: str
    current: bool = False


class Catalogue:
    """Every published course in one language, as a visitor's address asks for them. At most seven queries."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language()
        self.currency = currency_of(request)
        self.at = timezone.now()
        self.rows = queries.shown(
            Course.objects.live().newest(), language=self.language, currency=self.currency, at=self.at
        )
        self.people = queries.people_of([row.course for row in self.rows], language=self.language)
        self.selection: Selection[Shown] = Selection(self.rows, self._facets(), request.GET)
        asked = request.GET.get("sort")
        self.sort = asked if asked in ORDERS else FIRST

    # What is shown ------------------------------------------------------------------

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def count(self) -> int:
        return len(self.selection.found)

    @cached_property
    def page(self) -> Page:
        """One page of what was found; a page that does not exist is the nearest that does."""
        found = sorted(self.selection.found, key=ORDERS[self.sort])
        return Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def cards(self) -> list[Card]:
        return self.cards_of(self.page.object_list)

    def cards_of(self, rows: Collection[Shown]) -> list[Card]:
        return queries.cards_of(
            rows,
            language=self.language,
            at=self.at,
            owned=queries.owned_by(visitor_of(self.request)),
            people=self.people,
            request=self.request,
        )

    # What may be asked --------------------------------------------------------------

    @property
    def groups(self) -> list[Group]:
        return self.selection.groups

    @property
    def orders(self) -> list[tuple[str, str]]:
        return [
            ("newest", _("Newest first")),
            ("price", _("Price, low to high")),
            ("-price", _("Price, high to low")),
            ("length", _("Shortest first")),
            ("title", _("By name")),
        ]

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
        wanted = [("price", "free"), ("level", Level.BEGINNER), ("length", "short")]
        labels = {(group.name, choice.value): choice for group in self.groups for choice in group.choices}
        shown = [(pair, labels[pair]) for pair in wanted if pair in labels and not labels[pair].disabled]
        return [
            Way(choice.label, f"?{self._query([pair])}", current=self.selection.pairs == [pair])
            for pair, choice in shown
        ]

    @property
    def rescue(self) -> list[Way]:
        """Where nothing was found: the filters whose taking away helps, the most helpful first."""
        left = sorted(((self.selection.count_without(*pair), pair) for pair in self.selection.pairs), reverse=True)
        return [
            Way(
                ngettext("Without “%(filter)s”: %(count)s course", "Without “%(filter)s”: %(count)s courses", count)
                % {"filter": self.selection.label_of(*pair), "count": count},
                self._address_without(pair),
            )
            for count, pair in left
            if count
        ]

    def _address_without(self, pair: tuple[str, str]) -> str:
        rest = self._query([other for other in self.selection.pairs if other != pair])
        return f"?{rest}" if rest else self.request.path

    def _query(self, pairs: list[tuple[str, str]]) -> str:
        return urlencode([*pairs, *([("sort", self.sort)] if self.sort != FIRST else [])])

    # The facets -----------------------------------------------------------------------

    def _facets(self) -> list[Facet[Shown]]:
        keys = {key for row in self.rows for key in row.course.themes}
        themes = Theme.objects.filter(translation_key__in=keys).in_language(self.language)
        by_key = {str(key): theme for key, theme in themes.items()}
        people = self.people
        return [
            Facet(
                "theme",
                _("Theme"),
                sorted({(theme.code, theme.title) for theme in by_key.values()}, key=_by_label),
                lambda row: [by_key[key].code for key in row.course.themes if key in by_key],
            ),
            Facet("level", _("For whom"), Level.choices, lambda row: [row.course.level]),
            Facet(
                "teacher",
                _("Teacher"),
                sorted({(person.code, person.name) for person in people.values()}, key=_by_label),
                lambda row: [people[key].code for key in row.course.teachers if key in people],
            ),
            Facet(
                "spoken",
                pgettext("of a course", "Spoken"),
                [(code, language(code)) for code, _name in settings.LANGUAGES],
                lambda row: [row.course.spoken],
            ),
            Facet("length", _("Length"), self._lengths(), lambda row: [_length(row.course.minutes)]),
            Facet("price", _("Price"), self._prices(), lambda row: _price(row)),
        ]

    def _lengths(self) -> list[tuple[str, str]]:
        return [
            ("short", _("Under an hour")),
            ("middle", _("One to two hours")),
            ("long", _("Over two hours")),
        ]

    def _prices(self) -> list[tuple[str, str]]:
        low, high = (self._whole(amount) for amount in (LOW, HIGH))
        return [
            ("free", pgettext("price", "Free")),
            ("low", _("Under %(amount)s") % {"amount": low}),
            ("middle", _("%(low)s to %(high)s") % {"low": low, "high": high}),
            ("high", _("Over %(amount)s") % {"amount": high}),
        ]

    def _whole(self, amount: int) -> str:
        minor = amount * 10 ** minor_digits(self.currency)
        return format_round(Money(minor, self.currency), language=self.language)


def _by_label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _length(minutes: int) -> str:
    return "short" if minutes < SHORT else "middle" if minutes <= LONG else "long"


def _price(row: Shown) -> list[str]:
    """The band of today's price; what has no price in this currency is in none."""
    if row.price is None:
        return []
    if row.price.free:
        return ["free"]
    minor, unit = row.price.now.minor, 10 ** minor_digits(row.price.now.currency)
    return ["low" if minor < LOW * unit else "middle" if minor <= HIGH * unit else "high"]
