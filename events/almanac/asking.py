"""What a visitor types to find a date: between which days, and how near to where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from events.catalogue import words
from events.catalogue.queries import Shown, ShownDate
from events.catalogue.venues import Venue
from home.listing.catalogue import Narrowing
from home.listing.typed import Point, Typed


@dataclass(frozen=True)
class Row:
    """One date in the almanac."""

    shown: Shown
    on: ShownDate
    venue: Venue | None

    @property
    def page(self):
        return self.shown.page

    @property
    def event(self):
        return self.shown.event

    @property
    def first(self) -> date:
        return words.there(self.on.date.starts_at, self.on.date).date()

    @property
    def last(self) -> date:
        return words.there(self.on.date.ends_at, self.on.date).date()

    @property
    def month(self) -> str:
        return f"{self.first:%Y-%m}"

    def distance_to(self, point: Point) -> float:
        """Kilometres as the crow flies; online it is out of reach."""
        venue = self.venue
        return point.distance_to(venue and venue.latitude, venue and venue.longitude)


@dataclass
class Asked(Typed):
    """The typed part of a search for dates."""

    @property
    def narrowings(self) -> list[Narrowing[Row]]:
        wanted = [
            (self.since, lambda row: row.last >= self.first),
            (self.until, lambda row: row.first <= self.last),
            (self.within, lambda row: row.distance_to(self.near) <= self.radius),
        ]
        return [self._narrowing(*said, fits) for said, fits in wanted if said]

    @staticmethod
    def _narrowing(pairs, label: str, wanted) -> Narrowing[Row]:
        return Narrowing(tuple(pairs), label, lambda row: row if wanted(row) else None)


def asked_of(query: QueryDict, venues: Iterable[Venue]) -> Asked:
    """Read an address; towns are those of the venues."""
    asked = Asked()
    asked.read(query, towns(venues))
    return asked


def town_codes(venues: Iterable[Venue]) -> dict[str, str]:
    """What addresses call each town, the same in every language: the code of the first venue there, by its name."""
    codes: dict[str, str] = {}
    for venue in sorted(venues, key=lambda venue: venue.code):
        codes.setdefault(venue.city, venue.code)
    return codes


def towns(venues: Iterable[Venue]) -> dict[str, Point]:
    """Towns in which something takes place, by their codes, each where one of its venues is."""
    venues = list(venues)
    codes = town_codes(venues)
    found = {}
    for venue in sorted(venues, key=lambda venue: (venue.city.casefold(), venue.code)):
        if venue.latitude is not None and venue.longitude is not None:
            point = Point(float(venue.latitude), float(venue.longitude), venue.city)
            found.setdefault(codes[venue.city], point)
    return found
