"""What people say of what they had, who they are, and what it amounts to."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.cards import Score
from home.converters import new_secret
from home.pages.facts import language as language_name

MOST_STARS = 5


class Reviewer(models.Model):
    """A person who may review: a member, or whoever bought under an address. The secret leads to all they have had."""

    address = models.EmailField(max_length=254, unique=True, null=True, blank=True)  # in small letters
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=10)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    asks_declined_at = models.DateTimeField(null=True, blank=True, help_text="From then on they are not asked.")

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")

    def __str__(self) -> str:
        return self.writes_to

    @property
    def writes_to(self) -> str:
        """Where letters go: to the account where there is one."""
        return self.user.email if self.user else self.address or ""

    @property
    def reads(self) -> str:
        """The language of letters."""
        return self.user.language if self.user else self.language


class OfRecord(models.Model):
    """Something about a record that is reviewed."""

    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")

    class Meta:
        abstract = True

    @property
    def thing(self) -> dict:
        """What it is about, for a filter."""
        return {"record_type": self.record_type_id, "record_id": self.record_id}


class ReviewQuerySet(models.QuerySet):
    def shown(self) -> ReviewQuerySet:
        """Those that everybody reads, and that count."""
        return self.filter(state=Review.State.APPROVED)

    def about(self, record: models.Model) -> ReviewQuerySet:
        return self.filter(record_type=ContentType.objects.get_for_model(record), record_id=record.pk)


class Review(OfRecord):
    """What one person says of one thing that they had. Without a reviewer: one who has left, and whose stars stay."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("a review", "Waiting")
        APPROVED = "approved", pgettext_lazy("a review", "Shown")
        REJECTED = "rejected", pgettext_lazy("a review", "Not shown")
        SPAM = "spam", pgettext_lazy("a review", "Spam")

    reviewer = models.ForeignKey(Reviewer, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    stars = models.PositiveSmallIntegerField(_("stars"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it is not shown; its author reads it."))
    reply = models.TextField(_("answer"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    helpful = models.PositiveIntegerField(_("helpful"), default=0, help_text=_("So many people found it so."))
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "record_type", "record_id"], name="one_review_per_person_and_thing"
            ),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=MOST_STARS), name="one_to_five_stars"),
        ]
        indexes = [
            models.Index(fields=["record_type", "record_id", "state", "-written_at", "-id"], name="review_newest"),
            models.Index(fields=["state", "-written_at", "-id"], name="review_queue"),
        ]
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"{self.stars} / {MOST_STARS}: {self.title or self.name or self.pk}"

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def tone(self) -> str:
        """How its state looks to its author."""
        return {self.State.PENDING: "care", self.State.APPROVED: "good"}.get(self.state, "bad")

    @property
    def standing(self) -> str:
        """Its state as its author reads it, who is not told of spam."""
        state = self.State.REJECTED if self.state == self.State.SPAM else self.State(self.state)
        return str(state.label)

    @property
    def direction(self) -> str:
        """In which its words run."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def written_in(self) -> str:
        """In which language it is, where that is not the reader's."""
        if self.language == get_language():
            return ""
        return _("written in %(language)s") % {"language": language_name(self.language)}

    @property
    def words_left(self) -> bool:
        """Whether its author has left, and taken the words along."""
        return self.reviewer_id is None


class Helpful(models.Model):
    """That one member found a review helpful."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="one_helpful_per_person")]

    def __str__(self) -> str:
        return f"{self.review_id} by {self.user_id}"


class ReviewReport(models.Model):
    """That somebody says a review should not stand there."""

    class Reason(models.TextChoices):
        RUDE = "rude", _("It insults or threatens somebody")
        PERSONAL = "personal", _("It tells private things about somebody")
        FALSE = "false", _("It is not about this, or not honest")
        ADVERTISING = "advertising", _("It is an advertisement")
        OTHER = "other", _("Something else")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=12, choices=Reason.choices)
    text = models.TextField(_("in your words"), blank=True)
    reported_at = models.DateTimeField(_("reported"))
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report of a review")
        verbose_name_plural = _("reports of reviews")
        indexes = [models.Index(fields=["review"], condition=Q(settled_at=None), name="review_reports_open")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.reason}"


class Invitation(OfRecord):
    """That somebody was asked by letter to review a thing; nobody is asked twice."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="invitations")
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "record_type", "record_id"], name="one_invitation_per_person_and_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_type_id}:{self.record_id} to {self.reviewer_id}"


class Rating(OfRecord):
    """What all reviews of a thing that are shown amount to. Whoever changes one of them locks this row first, and
    counts anew in the same transaction."""

    count = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="All stars together.")
    spread = models.JSONField(default=dict, help_text="By language, how many gave one star, two, and so on.")
    version = models.PositiveIntegerField(default=0, help_text="Rises with each act.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record_type", "record_id"], name="one_rating_per_thing")]

    def __str__(self) -> str:
        return f"{self.total} stars of {self.count}"

    @property
    def average(self) -> Decimal:
        """To one decimal; nothing where nobody has reviewed it."""
        exact = Decimal(self.total) / self.count if self.count else Decimal(0)
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def exact(self) -> float:
        """The average as lists are ordered by it."""
        return self.total / self.count

    @property
    def structured(self) -> dict:
        """The rating as schema.org has it; nothing where nobody has reviewed it."""
        if not self.count:
            return {}
        said = {"ratingValue": str(self.average), "reviewCount": self.count, "bestRating": MOST_STARS, "worstRating": 1}
        return {"aggregateRating": {"@type": "AggregateRating", **said}}

    @property
    def score(self) -> Score | None:
        """What cards say of it."""
        return Score(self.average, self.count) if self.count else None

    def of_stars(self, stars: int) -> int:
        """How many gave so many stars."""
        return sum(counts[stars - 1] for counts in self.spread.values())
