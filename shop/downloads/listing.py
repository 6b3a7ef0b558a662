"""The shelf of digital products as its page shows it."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.cards import Card
from home.listing.catalogue import Catalogue, Said
from home.listing.facets import Facet
from home.listing.shared import cheapest_first, dearest_first, price_facet, teacher_facet, theme_facet
from home.pages.facts import language
from shop.contract import currency_of, visitor_of
from shop.downloads import queries
from shop.downloads.models import Kind, Product
from shop.downloads.queries import Shown

LOW, HIGH = 10, 20  # whole euros, dollars, pounds

ORDERS = {
    "newest": lambda row: 0,  # as they come
    "price": lambda row: cheapest_first(row.price),
    "-price": lambda row: dearest_first(row.price),
    "title": lambda row: row.page.title.casefold(),
}


class ProductCatalogue(Catalogue[Shown]):
    """Every published product in one language, as a visitor's address asks for them. At most nine queries."""

    orders_by = ORDERS
    often_wanted = (("kind", Kind.BOOK), ("kind", Kind.MEDITATION), ("kind", Kind.PRACTICE), ("price", "low"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, currency=currency_of(request))

    def fetched(self) -> list[Shown]:
        rows = queries.shown(
            Product.objects.live().newest(), language=self.language, currency=self.currency, at=self.at
        )
        self.people = queries.people_of([row.product for row in rows], language=self.language)
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
            ("title", _("By name")),
        ]

    @property
    def said(self) -> Said:
        counted = {"count": self.count, "total": self.total}
        return Said(
            found=ngettext("%(count)s thing to keep", "%(count)s things to keep", self.count) % counted,
            show=ngettext("Show %(count)s thing", "Show %(count)s things", self.count) % counted,
            of_all=ngettext("%(count)s thing of %(total)s", "%(count)s things of %(total)s", self.count) % counted,
            counted=_("things"),
            nothing=_("Nothing here is all of that at once"),
            advice=_("Take one of the filters away, or look at everything."),
            everything=_("Everything in the shop"),
            empty=_("Nothing here yet"),
            soon=_("The first ones are being made. Please look in again."),
        )

    def without(self, label: str, count: int) -> str:
        words = ngettext("Without “%(filter)s”: %(count)s thing", "Without “%(filter)s”: %(count)s things", count)
        return words % {"filter": label, "count": count}

    def facets(self) -> list[Facet[Shown]]:
        formats = sorted({name for row in self.rows for name in row.formats})
        return [
            theme_facet(self.rows, lambda row: row.product.themes, language=self.language),
            Facet("kind", _("Kind"), Kind.choices, lambda row: [row.product.kind]),
            Facet(
                "format",
                _("Format"),
                [(name.lower(), name) for name in formats],
                lambda row: [name.lower() for name in row.formats],
            ),
            Facet(
                "language",
                _("Language"),
                [(code, language(code)) for code, _name in settings.LANGUAGES],
                lambda row: row.product.languages,
            ),
            teacher_facet(self.people, lambda row: row.product.teachers, label=_("By")),
            price_facet(lambda row: row.price, currency=self.currency, low=LOW, high=HIGH, language=self.language),
        ]
