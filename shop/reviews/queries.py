"""What may be asked of reviews: how things are rated, what was said of one, and what a person may still say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from home.cards import Card, CardQuery, Score
from shop.offers.visitors import visitor_of
from shop.reviews.listing import Way, bars
from shop.reviews.models import Rating, Review, Reviewer, ReviewReport
from shop.reviews.people import rows_of_person
from shop.reviews.proof import may_review, reviewable
from shop.reviews.registry import Reviewed, kind_of_type

ON_THE_PAGE = 3  # so many stand on a thing's own page


def ratings_of(records: Iterable[models.Model]) -> dict[int, Rating]:
    """What reviews of records of one kind amount to, by record id; what nobody has reviewed is left out. One query."""
    records = [record for record in records if record.pk]
    if not records:
        return {}
    of_type = ContentType.objects.get_for_model(records[0])
    rows = Rating.objects.filter(record_type=of_type, record_id__in=[record.pk for record in records], count__gt=0)
    return {row.record_id: row for row in rows}


def rating_of(record: models.Model) -> Rating:
    """The same of one; a rating of nothing where there is none."""
    nothing = Rating(record_type=ContentType.objects.get_for_model(record), record_id=record.pk)
    return ratings_of([record]).get(record.pk, nothing)


@dataclass(frozen=True)
class PageReviews:
    """What a thing's own page shows of its reviews: how it is rated, the newest, and what the visitor may do."""

    rating: Rating
    kind: Reviewed
    newest: list[Review]
    url: str
    write_url: str  # empty where the visitor may not
    mine: Review | None

    @property
    def score(self) -> Score | None:
        return self.rating.score

    @property
    def bars(self) -> list[Way]:
        return bars(self.rating, url=self.url)

    @property
    def moderated(self) -> bool:
        """Whether each is read before it is shown."""
        return settings.SHOP_REVIEWS_MODERATED

    @property
    def any(self) -> bool:
        return bool(self.rating.count or self.write_url or self.mine)


def page_reviews(
    record: models.Model, request: HttpRequest, *, ratings: Mapping[int, Rating] | None = None
) -> PageReviews | None:
    """The reviews on a thing's page, in two queries, for members some more; nothing where it was never published.

    `ratings` of a page that has asked for them already (`ratings_of`) are not asked for again.
    """
    kind = kind_of_type(ContentType.objects.get_for_model(record).pk)
    if record.pk is None or kind is None:
        return None
    known = ratings_of([record]) if ratings is None else ratings
    rating = known.get(record.pk) or Rating(record_type_id=kind.type_id, record_id=record.pk)
    newest = list(Review.objects.shown().about(record).exclude(text="")[:ON_THE_PAGE]) if rating.count else []
    mine, write_url = None, ""
    visitor = visitor_of(request)
    if visitor.is_authenticated:
        mine = own_review(visitor, record)
        if mine or may_write(visitor, record):
            write_url = reverse("shop:write_review", args=[kind.code, record.pk])
    url = reverse("shop:reviews", args=[kind.code, record.pk])
    return PageReviews(rating, kind, newest, url, write_url, mine)


def own_review(user, record: models.Model) -> Review | None:
    """What a member has said of a thing, however it stands."""
    return Review.objects.about(record).filter(reviewer__in=rows_of_person(Reviewer(user=user))).first()


def may_write(user, record: models.Model) -> bool:
    """Whether a visitor may review a thing now."""
    kind = kind_of_type(ContentType.objects.get_for_model(record).pk)
    if kind is None or not user.is_authenticated:
        return False
    return may_review(Reviewer(user=user), kind, record.pk, at=timezone.now())


@dataclass(frozen=True)
class Had:
    """A thing that a person may review, and what they have said of it."""

    kind: Reviewed
    record_id: int
    card: Card
    review: Review | None

    @property
    def code(self) -> str:
        """Its name in forms."""
        return f"{self.kind.code}-{self.record_id}"


def had_by(reviewer: Reviewer, *, language: str, at: datetime) -> list[Had]:
    """All that a person may review at that time (UTC) or has reviewed, as far as it is still shown anywhere."""
    mine = Review.objects.filter(reviewer__in=rows_of_person(reviewer))
    said = {(review.record_type_id, review.record_id): review for review in mine}
    things = reviewable(reviewer, at=at)
    known = {(kind.type_id, record_id) for kind, record_id in things}
    earlier = [(kind_of_type(type_id), record_id) for type_id, record_id in said if (type_id, record_id) not in known]
    things += [(kind, record_id) for kind, record_id in earlier if kind]
    cards = cards_of(things, language=language)
    return [
        Had(kind, record_id, cards[kind.code, record_id], said.get((kind.type_id, record_id)))
        for kind, record_id in things
        if (kind.code, record_id) in cards
    ]


def cards_of(things: Collection[tuple[Reviewed, int]], *, language: str) -> dict[tuple[str, int], Card]:
    """How things look in lists, by their kind's code and their id; few queries for each kind."""
    query = CardQuery(language=language, limit=len(things), currency="")
    found = {}
    for kind in {kind.code: kind for kind, _record_id in things}.values():
        ids = [record_id for other, record_id in things if other.code == kind.code]
        found |= {(kind.code, record_id): card for record_id, card in kind.cards(ids, query).items()}
    return found


def waiting() -> dict[str, int]:
    """How many reviews wait for a moderator, and of how many somebody says that they should not be there."""
    reported = ReviewReport.objects.filter(settled_at=None).aggregate(count=Count("review", distinct=True))["count"]
    return {"pending": Review.objects.filter(state=Review.State.PENDING).count(), "reported": reported}


def everything_of(user) -> dict[str, QuerySet]:
    """What reviews keep about a member, by what it is."""
    rows = rows_of_person(Reviewer(user=user))
    return {
        "reviewers": rows.order_by("pk"),
        "reviews": Review.objects.filter(reviewer__in=rows).order_by("pk"),
        "reports": ReviewReport.objects.filter(user=user).order_by("pk"),
    }
