"""Dates of events as their list shows them, and as one month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.almanac.asking import Asked, Row, asked_of, town_codes, towns
from events.almanac.month import Day, Month, month_of
from events.catalogue import queries, words
from events.catalogue.models import Event, EventDate
from events.catalogue.venues import Venue
from home.cards import Card, PriceTag
from home.listing.catalogue import Catalogue, Narrowing, Said, Way
from home.listing.facets import Facet
from home.listing.shared import cheapest_first, dearest_first, price_facet, teacher_facet, theme_facet
from home.listing.typed import Point
from home.pages.facts import language
from shop.contract import currency_of

LOW, HIGH = 50, 500  # whole euros, dollars, pounds
LIST, MONTH, OVER = "list", "month", "over"

ORDERS = {
    "date": lambda row: (row.on.date.starts_at, row.on.date.pk),
    "price": lambda row: cheapest_first(row.on.price),
    "-price": lambda row: dearest_first(row.on.price),
}


@dataclass(frozen=True)
class Entry:
    """A date with the card of its event."""

    row: Row
    card: Card

    @property
    def url(self) -> str:
        """Its event's page with this date chosen."""
        return f"{self.card.url}?{urlencode({'date': self.row.on.date.code})}"

    @property
    def price(self) -> PriceTag | None:
        return self.row.on.price

    @property
    def days(self) -> tuple[str, str]:
        """When, large and small."""
        return words.almanac(self.row.on.date)

    @property
    def iso(self) -> str:
        """The first day for machines."""
        return self.row.first.isoformat()

    @property
    def hours(self) -> str:
        """From when to when, where it is one day."""
        return words.hours(self.row.on.date) if self.row.first == self.row.last else ""

    @property
    def month(self) -> str:
        return words.month(self.row.first)

    @property
    def standing(self):
        return self.row.on.standing


class Almanac(Catalogue[Row]):
    """Every date of a published event in one language, as a visitor's address asks for them. At most ten queries."""

    orders_by = ORDERS
    often_wanted = (("places", "free"), ("how", "online"), ("price", "free"))
    results_template = "partials/almanac.html"
    fields_template = "partials/almanac_fields.html"

    def __init__(self, request: HttpRequest) -> None:
        asked = request.GET.get("view")
        self.view = asked if asked in (MONTH, OVER) else LIST
        self.month: Month | None = None
        super().__init__(request, currency=currency_of(request))

    def fetched(self) -> list[Row]:
        shown = queries.shown(
            Event.objects.live(), dates=self._dates(), language=self.language, currency=self.currency, at=self.at
        )
        self.venues: dict[UUID, Venue] = queries.venues_of([row.event for row in shown], language=self.language)
        self.people = queries.people_of([row.event for row in shown], language=self.language)
        self.asked: Asked = asked_of(self.request.GET, self.venues.values())
        rows = [Row(one, on, self.venues.get(one.event.venue_key)) for one in shown for on in one.dates]
        return sorted(rows, key=ORDERS["date"], reverse=self.view == OVER)

    def _dates(self):
        dates = EventDate.objects.order_by("starts_at", "pk")
        match self.view:
            case "month":
                self.month = month_of(self.request.GET.get("month", ""), today=self.at.date())
                return dates.between(self.month.begins, self.month.ends)
            case "over":
                return dates.filter(ends_at__lte=self.at)
        return dates.to_come(at=self.at)

    def narrowed_by(self) -> list[Narrowing[Row]]:
        return self.asked.narrowings

    @property
    def errors(self) -> dict[str, str]:
        return self.asked.errors

    def facets(self) -> list[Facet[Row]]:
        return [
            theme_facet(self.rows, lambda row: row.event.themes, language=self.language),
            self._places(),
            Facet("how", _("How you take part"), self._ways_to_take_part(), self._ways_of),
            teacher_facet(self.people, lambda row: row.event.teachers, label=_("Teacher")),
            Facet(
                "spoken",
                pgettext("of an event", "Spoken"),
                [(code, language(code)) for code, _name in settings.LANGUAGES],
                lambda row: [row.event.spoken],
            ),
            Facet(
                "places",
                _("Places"),
                [("free", _("Only with free places"))],
                lambda row: ["free"] if row.on.standing.can_be_booked else [],
                alone=True,
            ),
            price_facet(lambda row: row.on.price, currency=self.currency, low=LOW, high=HIGH, language=self.language),
        ]

    def _places(self) -> Facet[Row]:
        codes = town_codes(self.venues.values())
        choices = [(codes[city], city) for city in sorted(codes, key=str.casefold)]
        return Facet("place", _("Place"), choices, lambda row: [codes[row.venue.city]] if row.venue else [])

    @staticmethod
    def _ways_to_take_part() -> list[tuple[str, str]]:
        return [("there", _("On site")), ("online", pgettext("an event", "Online"))]

    @staticmethod
    def _ways_of(row: Row) -> list[str]:
        return [*(["there"] if row.venue else []), *(["online"] if row.event.online else [])]

    # What is shown ----------------------------------------------------------------------

    @property
    def pairs(self):
        month = [("month", self.month.code)] if self.month else []
        return [*([("view", self.view)] if self.view != LIST else []), *month, *super().pairs]

    @property
    def filtered(self) -> bool:
        return bool(super().pairs)

    def cards_of(self, rows: Collection[Row]) -> list[Card]:
        by_event = {row.event.pk: row.shown for row in rows}
        cards = queries.cards_of(
            list(by_event.values()),
            language=self.language,
            request=self.request,
            people=self.people,
            venues=self.venues,
        )
        found = dict(zip(by_event, cards, strict=True))
        return [found[row.event.pk] for row in rows]

    @property
    def entries(self) -> list[Entry]:
        """The rows of this page of the list, each with its card."""
        return [Entry(row, card) for row, card in zip(self.page.object_list, self.cards, strict=True)]

    @cached_property
    def calendar(self) -> list[list[Day]]:
        """The weeks of the month that is looked at, with what takes place on each day."""
        cards = self.cards_of(self.selection.found)
        entries = [Entry(row, card) for row, card in zip(self.selection.found, cards, strict=True)]
        return self.month.weeks(entries, today=self.at.date())

    @property
    def shows_results(self) -> bool:
        return bool(self.count) or self.view == MONTH  # an empty month still turns

    @property
    def views(self) -> list[Way]:
        names = [(LIST, _("List")), (MONTH, _("Month")), (OVER, pgettext("events", "Past"))]
        rest = super().pairs
        return [
            Way(label, self._seen([("view", name)] if name != LIST else [], rest), current=name == self.view)
            for name, label in names
        ]

    @property
    def before(self) -> Way:
        return self._turn(self.month.before)

    @property
    def after(self) -> Way:
        return self._turn(self.month.after)

    def _turn(self, month: Month) -> Way:
        return Way(month.label, self._seen([("view", MONTH), ("month", month.code)], super().pairs))

    def _seen(self, view: list[tuple[str, str]], pairs: list[tuple[str, str]]) -> str:
        query = urlencode([*view, *pairs])
        return f"?{query}" if query else self.request.path

    @property
    def feed(self) -> str:
        """The address under which calendars follow what is found here."""
        query = urlencode(super().pairs)
        return reverse("almanac:feed") + (f"?{query}" if query else "")

    @property
    def towns(self) -> dict[str, Point]:
        """Around which towns may be searched, by their codes."""
        return towns(self.venues.values())

    # Its words --------------------------------------------------------------------------

    @property
    def orders(self) -> list[tuple[str, str]]:
        return [("date", _("By date")), ("price", _("Price, low to high")), ("-price", _("Price, high to low"))]

    @property
    def said(self) -> Said:
        counted = {"count": self.count, "total": self.total}
        return Said(
            found=ngettext("%(count)s date", "%(count)s dates", self.count) % counted,
            show=ngettext("Show %(count)s date", "Show %(count)s dates", self.count) % counted,
            of_all=ngettext("%(count)s date of %(total)s", "%(count)s dates of %(total)s", self.count) % counted,
            counted=_("dates"),
            nothing=_("No date is all of that at once"),
            advice=_("Take one of the filters away, or look at all dates."),
            everything=_("All dates"),
            empty=_("No dates to come just now") if self.view == LIST else _("No dates here"),
            soon=_("New ones are being planned. Please look in again."),
        )

    def without(self, label: str, count: int) -> str:
        words = ngettext("Without “%(filter)s”: %(count)s date", "Without “%(filter)s”: %(count)s dates", count)
        return words % {"filter": label, "count": count}
