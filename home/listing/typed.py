"""What a visitor types into a list: between which days, and how near to where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.listing.catalogue import Pair

EARTH = 6371  # km
RADII = (25, 50, 100, 250, 500)  # km
RADIUS = 100


@dataclass(frozen=True)
class Point:
    """A place on the map, and what to call it."""

    latitude: float
    longitude: float
    name: str

    def distance_to(self, latitude: float | None, longitude: float | None) -> float:
        """Kilometres as the crow flies (haversine); what has no co-ordinates is out of reach."""
        if latitude is None or longitude is None:
            return math.inf
        here, there = math.radians(self.latitude), math.radians(float(latitude))
        east = math.radians(float(longitude) - self.longitude)
        arc = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
        return 2 * EARTH * math.asin(math.sqrt(min(1, arc)))


@dataclass
class Typed:
    """Days and distance as they were understood. What is not understood has a sentence beside its field."""

    first: date | None = None
    last: date | None = None
    near: Point | None = None
    radius: int = RADIUS
    radii: tuple[int, ...] = RADII
    from_position: bool = False  # around where the visitor is, not around a town
    typed: dict[str, str] = field(default_factory=dict)  # as it was typed, to be shown again
    errors: dict[str, str] = field(default_factory=dict)

    def read(self, query: QueryDict, towns: Mapping[str, Point]) -> None:
        """Read an address; towns are known by their codes."""
        self.typed |= {name: query.get(name, "").strip()[:40] for name in ("from", "to", "near", "km")}
        self.first = self._day("from")
        self.last = self._day("to")
        if self.first and self.last and self.last < self.first:
            self.errors["to"] = _("This day is before the first one.")
            self.last = None
        if self.typed["km"].isascii() and self.typed["km"].isdigit() and int(self.typed["km"]) in RADII:
            self.radius = int(self.typed["km"])
        if self.typed["near"]:
            self.near = towns.get(self.typed["near"]) or _position(self.typed["near"])
            self.from_position = self.near is not None and self.typed["near"] not in towns
            if self.near is None:
                self.errors["near"] = _("We do not know this place. Choose one of the towns.")

    @property
    def since(self) -> tuple[list[Pair], str] | None:
        """The filter of the first day, as addresses and as readers have it."""
        return self.first and ([("from", str(self.first))], _("From %(day)s") % {"day": _day_of(self.first)})

    @property
    def until(self) -> tuple[list[Pair], str] | None:
        """The same of the last day."""
        return self.last and ([("to", str(self.last))], _("Until %(day)s") % {"day": _day_of(self.last)})

    @property
    def within(self) -> tuple[list[Pair], str] | None:
        """The same of the distance."""
        label = _("Within %(count)s km of %(place)s")
        pairs = [("near", self.typed.get("near", "")), ("km", str(self.radius))]
        return self.near and (pairs, label % {"count": self.radius, "place": self.near.name})

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.typed[name]) if self.typed[name] else None
        except ValueError:
            self.errors[name] = _("This is not a day. Write it like 2027-04-12.")
            return None


def _day_of(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _position(typed: str) -> Point | None:
    """A browser's own position: “37.32,-8.56”."""
    latitude, comma, longitude = typed.partition(",")
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return Point(north, east, _("where you are")) if comma and abs(north) <= 90 and abs(east) <= 180 else None
