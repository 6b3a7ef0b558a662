"""What reviews of a thing amount to, counted from the rows themselves under one lock, so that it cannot drift."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from home.cards import changed
from shop.reviews.models import MOST_STARS, Rating, Review


def locked_rating(record_type_id: int, record_id: int) -> Rating:
    """The row of a thing's rating, locked until the end of the transaction: every act on its reviews begins here."""
    Rating.objects.get_or_create(record_type_id=record_type_id, record_id=record_id)
    return Rating.objects.select_for_update().get(record_type=record_type_id, record_id=record_id)


def count_anew(rating: Rating) -> None:
    """Write down what the reviews that are shown amount to now, and say that the thing's card has changed."""
    rating.spread = counted(rating)
    rating.count = sum(sum(counts) for counts in rating.spread.values())
    rating.total = sum(stars * rating.of_stars(stars) for stars in range(1, MOST_STARS + 1))
    rating.version += 1
    rating.save()
    if rating.record is not None:
        changed(rating.record.card_key, cause=f"rating:{rating.pk}:{rating.version}")


def counted(rating: Rating) -> dict[str, list[int]]:
    """By language, how many gave one star, two, and so on; one query."""
    rows = Review.objects.shown().filter(**rating.thing).order_by().values_list("language", "stars")
    spread: dict[str, list[int]] = defaultdict(lambda: [0] * MOST_STARS)
    for language, stars, count in rows.annotate(count=Count("pk")):
        spread[language][stars - 1] = count
    return dict(sorted(spread.items()))
