"""What is true of an event in every language: when, where, what is sold for it. Its words are on pages."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.pages.records import PageRecord
from shop.contract import Sellable


class EventQuerySet(models.QuerySet):
    def live(self) -> EventQuerySet:
        """Events whose source page is published."""
        return self.filter(live=True)


class Event(PageRecord):
    """The record of an event. Every translation of its page finds it by translation key."""

    venue_key = models.UUIDField(null=True, blank=True, help_text="Translation key of the venue; none: online only.")
    country = models.CharField(max_length=2, blank=True, help_text="Where it takes place, and so is taxed.")
    online = models.BooleanField(default=False)
    spoken = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    teachers = models.JSONField(default=list, help_text="Translation keys of people, in order.")
    themes = models.JSONField(default=list, help_text="Translation keys of themes, in order.")
    cancellation = models.JSONField(
        default=list, help_text="Pairs of days before the start and percent given back, the most days first."
    )
    rename_days = models.PositiveSmallIntegerField(
        default=0, help_text="Names on tickets may be changed until so many days before a date."
    )
    letters = models.JSONField(
        default=list, help_text="Letters to whoever booked: kind, days before or after, time of day on the clock there."
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        permissions = [("change_price", _("Can change prices and places of events, and when they are on sale"))]

    def __str__(self) -> str:
        return f"event {self.translation_key}"

    @property
    def card_key(self) -> str:
        """The name under which lists, searches and caches know the event as a whole."""
        return f"events:{self.pk}"


class DateQuerySet(models.QuerySet):
    def live(self) -> DateQuerySet:
        """Dates that stand on a published page, cancelled ones too."""
        return self.filter(live=True, event__live=True)

    def to_come(self, *, at: datetime) -> DateQuerySet:
        """Those that are not over at that time (UTC), the next one first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def between(self, begins: datetime, ends: datetime) -> DateQuerySet:
        """Those of which something takes place between two times (UTC)."""
        return self.filter(starts_at__lt=ends, ends_at__gt=begins)


class EventDate(Sellable):
    """One time at which an event takes place; what is sold is sold for a date. Times are UTC, shown in its zone."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("As planned")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="dates")
    code = models.SlugField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    admission_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, help_text="IANA name.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    moved_from = models.DateTimeField(null=True, blank=True, help_text="Its start before it was last moved.")
    sequence = models.PositiveIntegerField(default=0, help_text="Rises whenever calendars must take notice.")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    live = models.BooleanField(default=False)

    objects = DateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="one_date_per_code"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_date_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="date_starts")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.code}"

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    def quota_key(self, code: str) -> str:
        """The shop's name for the places that have this code on this date."""
        return f"event:{self.pk}:{code}"


class Definition(models.Model):
    """Something that an editor defines for all dates of an event, found by its code; kept when it is taken away."""

    code = models.SlugField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    live = models.BooleanField(default=True)

    class Meta:
        abstract = True
        ordering = ["event_id", "position", "id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.code}"


class TicketType(Definition):
    """A kind of admission. On each date it is an offer of kind `event` with this code."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="ticket_types")
    title = models.CharField(max_length=120, help_text="In the language in which the event was written.")
    least = models.PositiveIntegerField(default=1)
    most = models.PositiveIntegerField(default=10)

    class Meta(Definition.Meta):
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="one_ticket_type_per_code")]


class Option(Definition):
    """What comes on top of a ticket: a room, a meal. On each date an offer of kind `event_option` with this code."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="options")
    title = models.CharField(max_length=120, help_text="In the language in which the event was written.")
    most = models.PositiveIntegerField(default=10)

    class Meta(Definition.Meta):
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="one_option_per_code")]


class EventQuota(Definition):
    """So many places on each date, shared by ticket types and options with these codes."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="quotas")
    size = models.PositiveIntegerField()
    covers = models.JSONField(default=list, help_text="Codes of ticket types and options.")

    class Meta(Definition.Meta):
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="one_event_quota_per_code")]


class Question(Definition):
    """What is asked of each attendee, or once of the buyer; the words are on pages, answers go by the code.

    A choice is answered by its number, counted from 0, so that it means the same in every language.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("Words")
        CHOICE = "choice", _("One of several")
        YES_NO = "yes_no", _("Yes or no")
        DATE = "date", _("A date")
        CONSENT = "consent", _("Agreement")

    class Scope(models.TextChoices):
        ATTENDEE = "attendee", _("Of each attendee")
        ORDER = "order", _("Once, of the buyer")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    required = models.BooleanField(default=False)
    choices = models.PositiveIntegerField(default=0, help_text="How many there are to choose from.")
    only_for = models.JSONField(default=list, help_text="Codes of ticket types; empty: all.")

    class Meta(Definition.Meta):
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="one_question_per_code")]
