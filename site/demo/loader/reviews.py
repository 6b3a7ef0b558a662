"""What people say of things, with answers of the house; some wait for a moderator. All names are invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from accounts.models import User
from courses.catalogue.models import Course
from demo.loader.words import SOURCE, key, read
from demo.people import BUYER, PEOPLE
from events.catalogue.models import Event
from shop.downloads.models import Product
from shop.reviews import operations
from shop.reviews.counting import count_anew, locked_rating
from shop.reviews.models import Review, Reviewer
from shop.reviews.operations import Said
from shop.reviews.people import member
from shop.reviews.registry import kind_of

THINGS = {"course": (Course, "courses"), "event": (Event, "events"), "product": (Product, "products")}
APART = timedelta(days=4, hours=7, minutes=13)  # from one review to the one before
MINE = Said(
    stars=4,
    title="Before the kettle",
    text="I do it before the kettle, and on some days instead of it. The second week could be shorter.",
    name=BUYER.name.split()[0],
    language=SOURCE,
)
REPORTED = "course/sleep-like-a-tide"


@transaction.atomic
def load(*, at: datetime) -> None:
    """Reviews of the last months, one of the buyer's that waits, and one that is reported; nothing where there is any.

    Those who wrote them have no orders, so that no sale is invented with them.
    """
    if Review.objects.exists():
        return
    by_thing: dict[str, list[Review]] = {}
    for number, said in enumerate(read(SOURCE, "reviews")):
        by_thing.setdefault(said["of"], []).append(_write(said, number, at=at - (number % 40 + 1) * APART))
    for code, reviews in by_thing.items():
        count_anew(_rating(_record(code)))
        _found_helpful(reviews, at=at)
    buyer = User.objects.get(email=BUYER.email)
    course = Course.objects.get(translation_key=key("courses", "first-light"))
    operations.write(reviewer=member(buyer), kind=kind_of("course"), record_id=course.pk, said=MINE, at=at)
    operations.report(
        review_id=by_thing[REPORTED][-1].pk,
        user=AnonymousUser(),
        reason="false",
        text="The page says seven in its first line.",
        at=at,
    )


def _write(said: dict, number: int, *, at: datetime) -> Review:
    reviewer = Reviewer.objects.create(address=f"reviewer-{number}@stillpoint.example", language=said["language"])
    reply = said.get("reply", "")
    words = {name: said[name] for name in ("stars", "title", "text", "name", "language")}
    return Review.objects.create(
        reviewer=reviewer,
        record=_record(said["of"]),
        state=Review.State.APPROVED,
        reply=reply,
        replied_at=at + timedelta(days=1) if reply else None,
        written_at=at,
        decided_at=at,
        **words,
    )


def _found_helpful(reviews: list[Review], *, at: datetime) -> None:
    """By so many of the house's people as there are stars, the last one by nobody."""
    readers = list(User.objects.filter(email__in=[person.email for person in PEOPLE]).order_by("pk"))
    for review in reviews[:-1]:
        for reader in readers[: review.stars - 1]:
            operations.find_helpful(review_id=review.pk, user=reader, helpful=True, at=at)


def _rating(record: models.Model):
    return locked_rating(ContentType.objects.get_for_model(record).pk, record.pk)


def _record(code: str) -> models.Model:
    kind, _slash, name = code.partition("/")
    model, folder = THINGS[kind]
    return model.objects.get(translation_key=key(folder, name))
