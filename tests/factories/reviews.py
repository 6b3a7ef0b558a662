"""Reviews and those who write them: people who have walked along, and others who have not."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from shop.contract import Offer
from shop.fulfilment.models import Entitlement
from shop.orders.models import Order
from shop.reviews import operations
from shop.reviews.counting import count_anew, locked_rating
from shop.reviews.models import Invitation, Rating, Review, Reviewer
from shop.reviews.operations import Said
from shop.reviews.people import buyer, member
from shop.reviews.registry import kind_of_type
from tests.factories.shop import GUEST, NOON, paid_and_granted


def said(stars: int = 5, **values) -> Said:
    words = {"title": "A towel", "text": "The answer was a towel.", "name": "Ada", "language": "en"}
    return Said(stars=stars, **words | values)


def make_buyer(offer: Offer, email: str = "ada@example.org", *, user=GUEST, **values) -> Reviewer:
    """Somebody who has bought a thing, as one who may review it."""
    return buyer(buy(offer, email, user=user, **values))


def buy(offer: Offer, email: str = "ada@example.org", *, user=GUEST, **values) -> Order:
    order = paid_and_granted(offer, user=user, email=email, **values)
    # What is granted in tests begins when it is paid, which is at noon of a day of its own.
    Entitlement.objects.filter(line__order=order).update(starts_at=NOON)
    return order


def write(reviewer: Reviewer, record: models.Model, stars: int = 5, *, at: datetime = NOON, **values) -> Review:
    kind = kind_of_type(ContentType.objects.get_for_model(record).pk)
    return operations.write(reviewer=reviewer, kind=kind, record_id=record.pk, said=said(stars, **values), at=at)


def approve(review: Review, *, at: datetime = NOON) -> Review:
    return operations.decide(review_id=review.pk, state=Review.State.APPROVED, at=at)


def make_review(offer: Offer, email: str = "ada@example.org", stars: int = 5, *, user=GUEST, **values) -> Review:
    """A review that everybody reads, by somebody who has just bought the thing."""
    return approve(write(make_buyer(offer, email, user=user), offer.record, stars, **values))


def make_reviewed(record: models.Model, author: User) -> Review:
    """What somebody who has a thing was asked to say of it, and said."""
    now = timezone.now()
    reviewer = member(author)
    Invitation.objects.create(reviewer=reviewer, invited_at=now, record=record)
    return approve(write(reviewer, record, at=now, name=author.name, text=f"{author.name} was there"), at=now)


@transaction.atomic
def rate(record: models.Model, *stars: int) -> None:
    """A thing has these stars, of people who have left."""
    kept = locked_rating(ContentType.objects.get_for_model(record).pk, record.pk)
    told = {"language": "en", "state": Review.State.APPROVED, "written_at": timezone.now(), "record": record}
    Review.objects.bulk_create(Review(stars=given, **told) for given in stars)
    count_anew(kept)


def read_by(reader: User, review: Review) -> None:
    """Somebody found it helpful, and reported it all the same."""
    now = timezone.now()
    operations.find_helpful(review_id=review.pk, user=reader, helpful=True, at=now)
    operations.report(review_id=review.pk, user=reader, reason="other", text=f"{reader.name} says so", at=now)


def rating(record: models.Model) -> tuple[int, int]:
    """How many reviews a thing has, and all their stars, as it is kept."""
    kept = Rating.objects.filter(record_type=ContentType.objects.get_for_model(record), record_id=record.pk).first()
    return (kept.count, kept.total) if kept else (0, 0)
