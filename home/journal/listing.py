"""The journal as its page shows it."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.cards import Card
from home.journal import queries
from home.journal.queries import Shown
from home.listing.catalogue import Catalogue, Said
from home.listing.facets import Facet
from home.listing.shared import teacher_facet, theme_facet


class JournalCatalogue(Catalogue[Shown]):
    """Every published article in one language, as a visitor's address asks for them. At most six queries."""

    orders_by = {
        "newest": lambda row: 0,  # as they come
        "length": lambda row: row.page.minutes,
        "title": lambda row: row.page.title.casefold(),
    }

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, currency="")

    def fetched(self) -> list[Shown]:
        return queries.shown(queries.articles(self.language), language=self.language)

    def cards_of(self, rows: Collection[Shown]) -> list[Card]:
        return queries.cards_of(rows, language=self.language, request=self.request)

    @property
    def orders(self) -> list[tuple[str, str]]:
        return [("newest", _("Newest first")), ("length", _("Shortest first")), ("title", _("By name"))]

    @property
    def said(self) -> Said:
        counted = {"count": self.count, "total": self.total}
        return Said(
            found=ngettext("%(count)s article", "%(count)s articles", self.count) % counted,
            show=ngettext("Show %(count)s article", "Show %(count)s articles", self.count) % counted,
            of_all=ngettext("%(count)s article of %(total)s", "%(count)s articles of %(total)s", self.count) % counted,
            counted=_("articles"),
            nothing=_("No article is all of that at once"),
            advice=_("Take one of the filters away, or look at all articles."),
            everything=_("All articles"),
            empty=_("No articles yet"),
            soon=_("The first ones are being written. Please look in again."),
        )

    def without(self, label: str, count: int) -> str:
        words = ngettext("Without “%(filter)s”: %(count)s article", "Without “%(filter)s”: %(count)s articles", count)
        return words % {"filter": label, "count": count}

    def facets(self) -> list[Facet[Shown]]:
        authors = {str(row.author.translation_key): row.author for row in self.rows if row.author}
        return [
            theme_facet(self.rows, lambda row: row.themes, language=self.language),
            teacher_facet(authors, _author, label=_("By")),
        ]


def _author(row: Shown) -> list[str]:
    return [str(row.author.translation_key)] if row.author else []
