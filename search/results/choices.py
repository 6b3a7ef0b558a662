"""The facets of the search with their choices in the reader's language, counted by the engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Avg, Min
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from home.listing.facets import Facet, Selection
from home.listing.shared import by_label, price_choices
from home.listing.typed import Point
from home.pages.facts import language as language_name
from home.snippets import Person, Theme
from search.editions import Kept
from search.engine import HIGH, LOW, Found, Hit
from search.facets import STARS
from search.models import Listing
from search.registry import kinds

Pairs = list[tuple[str, str]]
# The database takes the lists of days apart: Django has no words for that which both of them know.
MONTHS = {
    "sqlite": """SELECT DISTINCT substr(json_extract(span.value, '$[0]'), 1, 7)
        FROM search_listing, json_each(search_listing.dates) AS span
        WHERE language = %s AND dates <> '[]'""",
    "postgresql": """SELECT DISTINCT left(span.value ->> 0, 7)
        FROM search_listing, jsonb_array_elements(search_listing.dates) AS span(value)
        WHERE language = %s AND dates <> '[]'""",
}


class Counted(Selection[Hit]):
    """A selection that the engine has made and counted."""

    def __init__(
        self, facets: list[Facet], asked: QueryDict, *, search: Callable[[dict], Found], total: Callable[[dict], int]
    ) -> None:
        super().__init__([], facets, asked)
        self._total = total
        self.answer = search(self.chosen)

    def known(self, name: str) -> Collection[str]:
        return self.counts(name).keys()

    def counts(self, name: str) -> Mapping[str, int]:
        return self.answer.counts.get(name, {})

    def count_without(self, name: str, value: str) -> int:
        return self._total(self.without(name, value))


def facets_in(language: str, *, currency: str, towns: Mapping[str, Point], months: Collection[str]) -> list[Facet]:
    """What may be asked of everything there is; two queries."""
    levels = {code: str(label) for kind in kinds() for code, label in kind.levels}
    rating = [(str(stars), ngettext("%(count)s star and more", "%(count)s stars and more", stars)) for stars in STARS]
    return [
        _facet("kind", _("What"), [(kind.code, str(kind.label)) for kind in kinds()]),
        _facet("theme", _("Theme"), _coded(Theme.objects.in_language(language).values(), "title")),
        _facet("price", _("Price"), price_choices(currency=currency, low=LOW, high=HIGH, language=language)),
        _facet("month", pgettext("a filter", "Month"), [(code, _month(code)) for code in sorted(months)]),
        _facet("place", _("Place"), sorted(((code, town.name) for code, town in towns.items()), key=by_label)),
        _facet("teacher", _("With"), _coded(Person.objects.in_language(language).values(), "name")),
        _facet("level", _("For whom"), list(levels.items())),
        _facet("spoken", _("Language"), [(code, language_name(code)) for code, _name in settings.LANGUAGES]),
        Facet("places", _("Places"), [("free", _("Only with free places"))], _none, alone=True),
        _facet("rating", _("Rating"), [(code, words % {"count": code}) for code, words in rating]),
    ]


@dataclass(frozen=True)
class WhereAndWhen:
    """Towns by their codes, and months, in which anything is."""

    towns: Mapping[str, Point]
    months: Collection[str]


def where_and_when(language: str) -> WhereAndWhen:
    """As it is now; one query, and three where something has changed."""
    return _kept.of(language)


def towns_in(language: str) -> dict[str, Point]:
    """Where anything is, by the codes of towns, in the middle of all that is there; one query, a row for each town."""
    rows = Listing.objects.filter(language=language, latitude__isnull=False, longitude__isnull=False)
    towns = rows.exclude(place="").order_by("place").values("place")
    found = towns.annotate(name=Min("city"), north=Avg("latitude"), east=Avg("longitude"))
    return {town["place"]: Point(town["north"], town["east"], town["name"]) for town in found}


def months_in(language: str) -> set[str]:
    """When anything begins, as 2027-04; one query, a row for each month."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS[connection.vendor], [language])
        return {month for (month,) in cursor}


_kept = Kept(lambda edition, _before: WhereAndWhen(towns_in(edition.language), months_in(edition.language)))


def _facet(name: str, label: str, choices: Pairs) -> Facet:
    return Facet(name, label, choices, _none)


def _none(hit: Hit) -> list[str]:
    """Engines know what things answer."""
    return []


def _coded(rows: Collection, words: str) -> Pairs:
    return sorted(((row.code, getattr(row, words)) for row in rows), key=by_label)


def _month(code: str) -> str:
    return date_format(date.fromisoformat(f"{code}-01"), "YEAR_MONTH_FORMAT")
