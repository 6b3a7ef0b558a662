"""What reviewers are told, each in their language: how was it, it is shown, it is not and why, we have answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from shop.reviews.models import Review, Reviewer
from shop.reviews.queries import Had, cards_of
from shop.reviews.registry import kind_of_type

KINDS = {
    Review.State.APPROVED: "review_shown",
    Review.State.REJECTED: "review_refused",
    "answered": "review_answered",
}


def tell(review: Review, *, about: str, key: str) -> bool:
    """Tell its author what was decided, once for each key."""
    reviewer, kind = review.reviewer, kind_of_type(review.record_type_id)
    with translation.override(reviewer.reads):
        card = cards_of([(kind, review.record_id)], language=reviewer.reads).get((kind.code, review.record_id))
        told = {
            "review": review,
            "title": card.title if card else "",
            "url": _absolute(reverse("shop:reviews", args=[kind.code, review.record_id]) + f"#review-{review.pk}"),
            "own_url": own_address(reviewer),
        }
    return send(Letter(KINDS[about], reviewer.writes_to, reviewer.reads, told), key=key)


def ask(reviewer: Reviewer, things: Collection[Had], *, key: str, at: datetime) -> bool:
    """Ask how these things were, once for each key."""
    with translation.override(reviewer.reads):
        told = {"things": [had.card for had in things], "own_url": own_address(reviewer)}
    return send(Letter("review_invitation", reviewer.writes_to, reviewer.reads, told), key=key)


def own_address(reviewer: Reviewer) -> str:
    """Where a person finds all that they may review, in the language that is active; for letters alone."""
    return _absolute(reverse("shop:own_reviews", args=[reviewer.secret]))


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
