"""Writing reviews, deciding on them, and what others may do with them. Each is one transaction and may be asked for
twice; each begins with the lock on the thing's rating."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import contract as outbox
from shop.reviews.counting import count_anew, locked_rating
from shop.reviews.models import Helpful, Rating, Review, Reviewer, ReviewReport
from shop.reviews.people import rows_of_person
from shop.reviews.proof import may_review
from shop.reviews.registry import Reviewed

State = Review.State


class NotTheirs(Exception):
    """Only who had it may review it; the text may be shown."""


class CannotDecide(Exception):
    """It cannot be decided so; the text may be shown."""


@dataclass(frozen=True)
class Said:
    """What somebody says of a thing. The language is that of the words."""

    stars: int
    title: str
    text: str
    name: str
    language: str


@transaction.atomic
def write(*, reviewer: Reviewer, kind: Reviewed, record_id: int, said: Said, at: datetime) -> Review:
    """Keep what a person says of a thing, or change what they said before; the same again changes nothing.

    It waits for a moderator unless the settings say otherwise. Raises NotTheirs.
    """
    rating = locked_rating(kind.type_id, record_id)
    review = Review.objects.filter(reviewer__in=rows_of_person(reviewer), **rating.thing).order_by("pk").first()
    if review is None:
        if not may_review(reviewer, kind, record_id, at=at):
            raise NotTheirs(_("Only who had it may review it."))
        review = Review(reviewer=reviewer, written_at=at, **_type_and_id(rating))
    elif Said(**{name: getattr(review, name) for name in asdict(said)}) == said:
        return review
    else:
        review.changed_at = at
    for name, value in asdict(said).items():
        setattr(review, name, value)
    review.state = State.PENDING if settings.SHOP_REVIEWS_MODERATED else State.APPROVED
    review.reason, review.decided_at = "", None
    review.save()
    count_anew(rating)
    return review


@transaction.atomic
def withdraw(*, reviewer: Reviewer, review_id: int) -> None:
    """Let a person take back what they said; harmless where it is gone or another's."""
    review = Review.objects.filter(pk=review_id, reviewer__in=rows_of_person(reviewer)).first()
    if review is None:
        return
    rating = locked_rating(review.record_type_id, review.record_id)
    Review.objects.filter(pk=review_id).delete()
    count_anew(rating)


@transaction.atomic
def decide(*, review_id: int, state: str, reason: str = "", at: datetime) -> Review:
    """Show a review, do not show it, or call it spam; its author is told, but not of spam. Reports are settled by it.

    Raises CannotDecide, Review.DoesNotExist.
    """
    rating, review = _locked(review_id)
    if state == State.REJECTED and not reason:
        raise CannotDecide(_("Say why, so that its author can change it."))
    ReviewReport.objects.filter(review=review, settled_at=None).update(settled_at=at)
    reason = reason if state == State.REJECTED else ""
    if (review.state, review.reason) == (state, reason):
        return review
    review.state, review.reason, review.decided_at = state, reason, at
    review.save(update_fields=["state", "reason", "decided_at"])
    count_anew(rating)
    if state != State.SPAM:
        _tell(review, rating, about=state)
    return review


@transaction.atomic
def answer(*, review_id: int, text: str, at: datetime) -> Review:
    """Answer a review in public, or take the answer back with no text; its author is told of a new one.

    Raises Review.DoesNotExist.
    """
    rating, review = _locked(review_id)
    if review.reply == text:
        return review
    review.reply, review.replied_at = text, at if text else None
    review.save(update_fields=["reply", "replied_at"])
    count_anew(rating)
    if text and review.is_shown:
        _tell(review, rating, about="answered")
    return review


@transaction.atomic
def find_helpful(*, review_id: int, user, helpful: bool, at: datetime) -> Review:
    """Count a member among those whom a review helped, or no more; nobody counts twice, or for their own.

    Raises Review.DoesNotExist where it is not shown.
    """
    _rating, review = _locked(review_id)
    if not review.is_shown:
        raise Review.DoesNotExist
    if helpful and not (review.reviewer and review.reviewer.user_id == user.pk):
        Helpful.objects.get_or_create(review=review, user=user, defaults={"at": at})
    else:
        Helpful.objects.filter(review=review, user=user).delete()
    _count_votes(review)
    return review


@transaction.atomic
def report(*, review_id: int, user, reason: str, text: str, at: datetime) -> ReviewReport:
    """Keep that somebody wants a review looked at; a member's second report stands in the place of the first.

    Raises Review.DoesNotExist where it is not shown.
    """
    _rating, review = _locked(review_id)
    if not review.is_shown:
        raise Review.DoesNotExist
    said = {"reason": reason, "text": text, "reported_at": at}
    if not user.is_authenticated:
        return ReviewReport.objects.create(review=review, **said)
    return ReviewReport.objects.update_or_create(review=review, user=user, settled_at=None, defaults=said)[0]


def forget_person(*, user) -> None:
    """Take out of reviews all that tells of somebody who leaves: of what is shown the stars stay, without words."""
    for vote in Helpful.objects.filter(user=user).order_by("review__record_type", "review__record_id", "pk"):
        _rating, review = _locked(vote.review_id)
        vote.delete()
        _count_votes(review)
    ReviewReport.objects.filter(user=user).delete()
    rows = rows_of_person(Reviewer(user=user))
    mine = Review.objects.filter(reviewer__in=rows).order_by("record_type", "record_id", "pk")
    for review_id in mine.values_list("pk", flat=True):
        rating, review = _locked(review_id)
        if review.is_shown:
            review.reviewer, review.replied_at, review.changed_at = None, None, None
            review.helpful = 0
            review.title = review.text = review.name = review.reply = ""
            review.save()
            review.reports.all().delete()
            review.votes.all().delete()
        else:
            review.delete()
        count_anew(rating)
    rows.delete()


def _locked(review_id: int) -> tuple[Rating, Review]:
    """A review as it is once nobody else acts on its thing. Raises Review.DoesNotExist."""
    thing = Review.objects.only("record_type", "record_id").get(pk=review_id)
    rating = locked_rating(thing.record_type_id, thing.record_id)
    return rating, Review.objects.select_related("reviewer").get(pk=review_id)


def _type_and_id(rating: Rating) -> dict:
    return {"record_type_id": rating.record_type_id, "record_id": rating.record_id}


def _count_votes(review: Review) -> None:
    review.helpful = review.votes.count()
    review.save(update_fields=["helpful"])


def _tell(review: Review, rating: Rating, *, about: str) -> None:
    """Tell its author, by a job of the same transaction."""
    if review.reviewer_id is None:
        return
    key = f"review-told:{review.pk}:{about}:{rating.version}"
    outbox.add("reviews.tell", key=key, payload={"review_id": review.pk, "about": about, "cause": key})
