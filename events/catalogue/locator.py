"""A drawn locator: where a venue lies on the globe's grid, with rings of distance. Nothing is asked of anybody for it,
and it claims no coast that it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, floor, radians

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from events.catalogue.venues import Venue
from home.pages.facts import reader

WIDTH, HEIGHT = 450, 300
KM = 2.0  # units of the drawing
KM_PER_DEGREE = 111.32  # of latitude; of longitude it is that times the cosine of the latitude
RINGS = (25, 50)
FLATTEST = 85  # beyond it the degrees of longitude run together


@dataclass(frozen=True)
class GridLine:
    """A line of the grid, by its distance from the left or the top, and what it is called."""

    at: float
    label: str


@dataclass(frozen=True)
class Locator:
    """The drawing of one venue, which lies in its middle."""

    venue: Venue

    width, height = WIDTH, HEIGHT
    x, y = WIDTH / 2, HEIGHT / 2

    @property
    def rings(self) -> list[dict]:
        """Circles of so many kilometres around it, the widest first."""
        words = [(km, _("%(count)s km") % {"count": km}) for km in sorted(RINGS, reverse=True)]
        return [{"radius": km * KM, "label": label, "top": self.y - km * KM - 4} for km, label in words]

    @property
    def meridians(self) -> list[GridLine]:
        scale = KM_PER_DEGREE * KM * cos(radians(min(abs(self._latitude), FLATTEST)))
        return [
            GridLine(at, longitude((degree + 180) % 360 - 180))
            for degree, at in _lines(self._longitude, scale, self.x, WIDTH)
        ]

    @property
    def parallels(self) -> list[GridLine]:
        scale = KM_PER_DEGREE * KM
        lines = _lines(-self._latitude, scale, self.y, HEIGHT)
        return [GridLine(at, latitude(-degree)) for degree, at in lines if abs(degree) <= 90]

    @property
    def point(self) -> str:
        """Its place on the globe, as it is written in the reader's language."""
        about = {"latitude": latitude(self._latitude), "longitude": longitude(self._longitude)}
        return _("%(latitude)s, %(longitude)s") % about

    @property
    def _latitude(self) -> float:
        return float(self.venue.latitude)

    @property
    def _longitude(self) -> float:
        return float(self.venue.longitude)


def locator_of(venue: Venue) -> Locator | None:
    """The drawing of a venue; none where nobody has measured it, or where its picture shows it better."""
    if venue.picture_id or venue.latitude is None or venue.longitude is None:
        return None
    return Locator(venue)


def latitude(degrees: float) -> str:
    """“37.3° N”."""
    words = _("%(degrees)s° N") if degrees >= 0 else _("%(degrees)s° S")
    return words % {"degrees": _number(degrees)}


def longitude(degrees: float) -> str:
    """“8.6° W”."""
    words = _("%(degrees)s° E") if degrees >= 0 else _("%(degrees)s° W")
    return words % {"degrees": _number(degrees)}


def _number(degrees: float) -> str:
    return format_decimal(abs(round(degrees, 3)), format="0.###", locale=reader())


def _lines(middle: float, scale: float, centre: float, length: int) -> Iterator[tuple[int, float]]:
    """Whole degrees in sight, and where they run."""
    half = length / 2 / scale
    for degree in range(ceil(middle - half), floor(middle + half) + 1):
        yield degree, round(centre + (degree - middle) * scale, 1)
