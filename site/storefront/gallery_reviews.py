"""Ratings and reviews as the gallery shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from home.cards import Score
from shop.reviews.models import Review

HERE = "/gallery/"
LONG = "Good, but slow for me, who has practised for some years and wanted more by the fourth week"


def ratings() -> list[dict]:
    """Of many, and of one with its way."""
    return [{"score": Score(Decimal("4.7"), 312)}, {"score": Score(Decimal("5.0"), 1), "url": HERE, "words": True}]


def bars() -> list[dict]:
    """How 312 reviews fall; one line is chosen."""
    counts = {5: 251, 4: 44, 3: 11, 2: 4, 1: 2}
    return [
        {"label": f"{stars} stars", "url": HERE, "count": count, "percent": count * 100 // 312, "current": stars == 4}
        for stars, count in counts.items()
    ]


def reviews() -> list[Review]:
    """One with an answer, one in another language, one whose author has left."""
    at = {"written_at": datetime(2026, 11, 9, tzinfo=UTC), "state": Review.State.APPROVED}
    return [
        Review(
            pk=1,
            reviewer_id=1,
            stars=3,
            title=LONG,
            text="I wanted more.",
            name="Tomasz",
            language="en",
            reply="Thank you.",
            **at,
        ),
        Review(
            pk=2, reviewer_id=2, stars=5, title="هادئة ودقيقة", text="لا تَعِد بشيء.", name="سلمى", language="ar", **at
        ),
        Review(pk=3, stars=4, language="en", **at),
    ]
