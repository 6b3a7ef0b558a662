"""What a visitor types to find a date: between which days, and how near to where."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from events.catalogue import words
from events.catalogue.queries import Shown, ShownDate
from events.catalogue.venues import Venue
from home.listing.catalogue import Narrowing

EARTH = 6371  # km
RADII = (25, 50, 100, 250, 500)  # km
RADIUS = 100


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


@dataclass(frozen=True)
class Point:
    """A place on the map, and what to call it."""

    latitude: float
    longitude: float
    name: str

    def distance_to(self, venue: Venue | None) -> float:
        """Kilometres as the crow flies (haversine); without co-ordinates it is out of reach."""
        if venue is None or venue.latitude is None or venue.longitude is None:
            return math.inf
        here, there = math.radians(self.latitude), math.radians(float(venue.latitude))
        east = math.radians(float(venue.longitude) - self.longitude)
        arc = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
        return 2 * EARTH * math.asin(math.sqrt(min(1, arc)))


@dataclass
class Asked:
    """The typed part of a search for dates. What is not understood has a sentence beside its field."""

    first: date | None = None
    last: date | None = None
    near: Point | None = None
    radius: int = RADIUS
    typed: dict[str, str] = field(default_factory=dict)  # as it was typed, to be shown again
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def narrowings(self) -> list[Narrowing[Row]]:
        found = []
        if self.first:
            label = _("From %(day)s") % {"day": words.day_of(self.first)}
            found.append(self._narrowing([("from", self.first)], label, lambda row: row.last >= self.first))
        if self.last:
            label = _("Until %(day)s") % {"day": words.day_of(self.last)}
            found.append(self._narrowing([("to", self.last)], label, lambda row: row.first <= self.last))
        if self.near:
            label = _("Within %(count)s km of %(place)s") % {"count": self.radius, "place": self.near.name}
            pairs = [("near", self.typed["near"]), ("km", self.radius)]
            found.append(self._narrowing(pairs, label, lambda row: self.near.distance_to(row.venue) <= self.radius))
        return found

    @staticmethod
    def _narrowing(pairs, label: str, wanted) -> Narrowing[Row]:
        said = tuple((name, str(value)) for name, value in pairs)
        return Narrowing(said, label, lambda row: row if wanted(row) else None)


def asked_of(query: QueryDict, venues: Iterable[Venue]) -> Asked:
    """Read an address; towns are those of the venues."""
    asked = Asked(typed={name: query.get(name, "").strip()[:40] for name in ("from", "to", "near", "km")})
    asked.first = _day(asked, "from")
    asked.last = _day(asked, "to")
    if asked.first and asked.last and asked.last < asked.first:
        asked.errors["to"] = _("This day is before the first one.")
        asked.last = None
    if asked.typed["km"].isascii() and asked.typed["km"].isdigit() and int(asked.typed["km"]) in RADII:
        asked.radius = int(asked.typed["km"])
    if asked.typed["near"]:
        asked.near = towns(venues).get(asked.typed["near"]) or _position(asked.typed["near"])
        if asked.near is None:
            asked.errors["near"] = _("We do not know this place. Choose one of the towns.")
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


def _day(asked: Asked, name: str) -> date | None:
    try:
        return date.fromisoformat(asked.typed[name]) if asked.typed[name] else None
    except ValueError:
        asked.errors[name] = _("This is not a day. Write it like 2027-04-12.")
        return None


def _position(typed: str) -> Point | None:
    """A browser's own position: “37.32,-8.56”."""
    latitude, comma, longitude = typed.partition(",")
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return Point(north, east, _("where you are")) if comma and abs(north) <= 90 and abs(east) <= 180 else None
