"""What a listing answers to each facet; the one place that says so, for every engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from home.listing.typed import Point
from money import minor_digits
from search.engine import HIGH, LOW, Around, Question

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


def within(listing: Listing, question: Question) -> bool:
    """Whether it lies between the days and prices, and as near, as was typed."""
    return (
        _on_days(listing, question.first, question.last)
        and _for_price(listing.prices.get(question.currency), question.least, question.most)
        and (question.around is None or distance(listing, question.around) <= question.around.km)
    )


def distance(listing: Listing, around: Around) -> float:
    """Kilometres as the crow flies; what is nowhere is out of reach."""
    return Point(around.latitude, around.longitude, "").distance_to(listing.latitude, listing.longitude)


def _on_days(listing: Listing, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    begins, ends = (first.isoformat() if first else ""), (last.isoformat() if last else "9999")
    return any(day <= ends and until >= begins for day, until in listing.dates)


def _for_price(price: int | None, least: int | None, most: int | None) -> bool:
    if least is None and most is None:
        return True
    return price is not None and (least is None or price >= least) and (most is None or price <= most)
