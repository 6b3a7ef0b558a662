"""What a listing answers to each facet; the one place that says so, for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from home.listing.typed import Point
from money import minor_digits
from search.engine import HIGH, LOW, Around

if TYPE_CHECKING:
    from search.models import Listing

STARS = (4, 3)  # rated so or better


def answers(listing: Listing, *, currency: str) -> dict[str, list[str]]:
    """By facet, the values that it has."""
    return {
        "kind": [listing.kind],
        "theme": listing.themes,
        "teacher": listing.teachers,
        "level": [listing.level] if listing.level else [],
        "spoken": listing.spoken,
        "place": [listing.place] if listing.place else [],
        "month": sorted({first[:7] for first, _last in listing.dates}),
        "price": bands(listing.prices.get(currency), currency=currency),
        "places": ["free"] if listing.free else [],
        "rating": [str(stars) for stars in STARS if listing.rating is not None and listing.rating >= stars],
    }


def bands(price: int | None, *, currency: str) -> list[str]:
    """Between which whole amounts a price in minor units lies."""
    if price is None:
        return []
    if price == 0:
        return ["free"]
    unit = 10 ** minor_digits(currency)
    return ["low" if price < LOW * unit else "middle" if price <= HIGH * unit else "high"]


def on_days(spans: Sequence[Sequence[str]], first: date | None, last: date | None) -> bool:
    """Whether any of the spans of days, as 2027-04-12, touches the days from first to last."""
    begins, ends = (first.isoformat() if first else ""), (last.isoformat() if last else "9999")
    return any(day <= ends and until >= begins for day, until in spans)


def near(latitude: float, longitude: float, around: Around) -> bool:
    """Whether a point is no further away, as the crow flies."""
    return Point(around.latitude, around.longitude, "").distance_to(latitude, longitude) <= around.km
