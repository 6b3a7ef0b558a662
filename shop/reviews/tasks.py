"""Work of reviews that happens afterwards, or because time goes by. Every task may run twice."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from outbox.contract import handler
from shop.reviews import letters
from shop.reviews.counting import count_anew, counted, locked_rating
from shop.reviews.inviting import invite
from shop.reviews.models import Rating, Review


@handler("reviews.invite")
def ask_how_it_was(right_id: int) -> None:
    """Ask whoever finished or attended something how it was."""
    invite(right_id=right_id, at=timezone.now())


@handler("reviews.tell")
def tell(review_id: int, about: str, cause: str) -> None:
    """Tell a reviewer what was decided, unless it has been decided otherwise since, or they have left."""
    review = Review.objects.select_related("reviewer__user").filter(pk=review_id).first()
    if review is None or review.reviewer is None:
        return
    if about in (review.state, "answered"):
        letters.tell(review, about=about, key=cause)


@handler("reviews.recount", lease=timedelta(minutes=10))
def recount() -> None:
    """Count every rating anew, should anybody have changed rows behind the shop's back."""
    for rating in Rating.objects.order_by("pk").iterator():
        if counted(rating) == rating.spread:
            continue
        with transaction.atomic():
            count_anew(locked_rating(rating.record_type_id, rating.record_id))
