"""The list of courses as its page shows it."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.catalogue import queries
from courses.catalogue.models import Course, Level
from courses.catalogue.queries import Shown
from home.cards import Card
from home.listing.catalogue import ON_A_PAGE, Catalogue, Said
from home.listing.facets import Facet
from home.listing.shared import cheapest_first, dearest_first, price_facet, teacher_facet, theme_facet
from home.pages.facts import language
from shop.contract import currency_of, visitor_of

__all__ = ["ON_A_PAGE", "ORDERS", "CourseCatalogue"]

SHORT, LONG = 60, 120  # minutes
LOW, HIGH = 50, 100  # whole euros, dollars, pounds

ORDERS = {
    "newest": lambda row: 0,  # as they come
    "price": lambda row: cheapest_first(row.price),
    "-price": lambda row: dearest_first(row.price),
    "length": lambda row: row.course.minutes,
    "title": lambda row: row.page.title.casefold(),
}


class CourseCatalogue(Catalogue[Shown]):
    """Every published course in one language, as a visitor's address asks for them. At most seven queries."""

    orders_by = ORDERS
    often_wanted = (("price", "free"), ("level", Level.BEGINNER), ("length", "short"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, currency=currency_of(request))

    def fetched(self) -> list[Shown]:
        rows = queries.shown(Course.objects.live().newest(), language=self.language, currency=self.currency, at=self.at)
        self.people = queries.people_of([row.course for row in rows], language=self.language)
        return rows

    def cards_of(self, rows: Collection[Shown]) -> list[Card]:
        return queries.cards_of(
            rows,
            language=self.language,
            at=self.at,
            owned=queries.owned_by(visitor_of(self.request)),
            people=self.people,
            request=self.request,
        )

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
    def said(self) -> Said:
        counted = {"count": self.count, "total": self.total}
        return Said(
            found=ngettext("%(count)s course", "%(count)s courses", self.count) % counted,
            show=ngettext("Show %(count)s course", "Show %(count)s courses", self.count) % counted,
            of_all=ngettext("%(count)s course of %(total)s", "%(count)s courses of %(total)s", self.count) % counted,
            counted=_("courses"),
            nothing=_("No course is all of that at once"),
            advice=_("Take one of the filters away, or look at all courses."),
            everything=_("All courses"),
            empty=_("No courses yet"),
            soon=_("The first ones are being made. Please look in again."),
        )

    def without(self, label: str, count: int) -> str:
        words = ngettext("Without “%(filter)s”: %(count)s course", "Without “%(filter)s”: %(count)s courses", count)
        return words % {"filter": label, "count": count}

    def facets(self) -> list[Facet[Shown]]:
        return [
            theme_facet(self.rows, lambda row: row.course.themes, language=self.language),
            Facet("level", _("For whom"), Level.choices, lambda row: [row.course.level]),
            teacher_facet(self.people, lambda row: row.course.teachers, label=_("Teacher")),
            Facet(
                "spoken",
                pgettext("of a course", "Spoken"),
                [(code, language(code)) for code, _name in settings.LANGUAGES],
                lambda row: [row.course.spoken],
            ),
            Facet("length", _("Length"), self._lengths(), lambda row: [_length(row.course.minutes)]),
            price_facet(lambda row: row.price, currency=self.currency, low=LOW, high=HIGH, language=self.language),
        ]

    def _lengths(self) -> list[tuple[str, str]]:
        return [
            ("short", _("Under an hour")),
            ("middle", _("One to two hours")),
            ("long", _("Over two hours")),
        ]


def _length(minutes: int) -> str:
    return "short" if minutes < SHORT else "middle" if minutes <= LONG else "long"
