"""Rows that editors add to event pages: dates, ticket types, options, places, questions, who teaches, what about.

Drafts may hold what cannot be sold, so rules are kept by the form and by the record, not here.
"""

from __future__ import annotations

from datetime import time

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from events.catalogue.models import Question
from home.pages.rows import TeacherRow, ThemeRow

MOST_PLACES = 100_000
PAGE = "events.EventPage"


def code_field(help_text: str, **options) -> models.SlugField:
    return models.SlugField(_("code"), max_length=40, help_text=help_text, **options)


def fixed(*names: str) -> list[SynchronizedField]:
    """What translations show and cannot change."""
    return [SynchronizedField(name, overridable=False) for name in names]


class EventTeacher(TeacherRow):
    """Someone who teaches at an event."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="teachers")


class EventTheme(ThemeRow):
    """What an event is about."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="themes")


class DateRow(Orderable):
    """A date as the clock on the wall shows it there; published, it becomes moments in UTC."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="dates")
    code = code_field(_("Names the date for good. Empty: its day, e.g. “2027-04-12”."), blank=True)
    day = models.DateField(_("first day"))
    starts = models.TimeField(_("begins"), help_text=_("On the clock there, e.g. 15:00."))
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the same day."))
    ends = models.TimeField(_("ends"))
    admission = models.TimeField(
        _("doors open"), null=True, blank=True, help_text=_("On the first day. Empty: when it begins.")
    )
    zone = models.CharField(
        _("time zone"), max_length=64, blank=True, help_text=_("Empty: that of the venue; online, that of the shop.")
    )
    cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("Stays on the page with that word, and cannot be booked.")
    )

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts")]),
        FieldRowPanel([FieldPanel("last_day"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("admission"), FieldPanel("zone")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("cancelled")]),
    ]

    def __str__(self) -> str:
        return self.code


class SoldRow(TranslatableMixin, Orderable):
    """Something sold on each date: its words are translated, what it costs is the same in all languages."""

    code = code_field(_("Names it for good, in every language. Fixed once sold. E.g. “full-week”."))
    title = models.CharField(_("title"), max_length=120, help_text=_("E.g. “Full week” or “A room of your own”."))
    text = models.CharField(
        _("what it includes"), max_length=240, blank=True, help_text=_("E.g. “Six nights, all meals, all teaching.”")
    )
    prices = models.JSONField(_("prices"), default=dict)
    places = models.PositiveIntegerField(
        _("places of its own"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text=_("On each date. Empty: only the shared places below limit it."),
    )
    most = models.PositiveIntegerField(
        _("at most per order"), default=10, validators=[MaxValueValidator(999)], help_text=_("E.g. 10.")
    )

    override_translatable_fields = fixed("code", "prices", "places", "most")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class TicketRow(SoldRow):
    """A kind of admission."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="tickets")
    early_prices = models.JSONField(_("early prices"), default=dict, blank=True)
    early_days = models.PositiveIntegerField(
        _("early price until"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
        help_text=_("So many days before each date. E.g. 30."),
    )
    sale_from = models.DateTimeField(
        _("on sale from"), null=True, blank=True, help_text=_("Empty: as soon as published.")
    )
    sale_until = models.DateTimeField(
        _("on sale until"), null=True, blank=True, help_text=_("Empty: until the date begins; never longer.")
    )
    least = models.PositiveIntegerField(
        _("at least per order"),
        default=1,
        validators=[MaxValueValidator(999)],
        help_text=_("E.g. 2 for couples. Mostly 1."),
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldPanel("text"),
        FieldPanel("prices"),
        FieldRowPanel([FieldPanel("early_prices"), FieldPanel("early_days")]),
        FieldRowPanel([FieldPanel("sale_from"), FieldPanel("sale_until")]),
        FieldRowPanel([FieldPanel("places"), FieldPanel("least"), FieldPanel("most")]),
    ]
    override_translatable_fields = [
        *SoldRow.override_translatable_fields,
        *fixed("early_prices", "early_days", "sale_from", "sale_until", "least"),
    ]

    class Meta(SoldRow.Meta):
        pass


class OptionRow(SoldRow):
    """What comes on top of a ticket."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="options")

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldPanel("text"),
        FieldPanel("prices"),
        FieldRowPanel([FieldPanel("places"), FieldPanel("most")]),
    ]

    class Meta(SoldRow.Meta):
        pass


class QuotaRow(Orderable):
    """Places that several ticket types and options share, on each date."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="quotas")
    code = code_field(_("Names these places for good. E.g. “house”."))
    size = models.PositiveIntegerField(
        _("places"), validators=[MaxValueValidator(MOST_PLACES)], help_text=_("On each date. E.g. 22.")
    )
    covers = models.CharField(
        _("shared by"),
        max_length=400,
        blank=True,
        help_text=_("Codes of ticket types and options, with commas. Empty: all ticket types."),
    )

    panels = [FieldRowPanel([FieldPanel("code"), FieldPanel("size"), FieldPanel("covers")])]

    def __str__(self) -> str:
        return self.code


class QuestionRow(TranslatableMixin, Orderable):
    """What is asked when somebody books."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="questions")
    code = code_field(_("Names the question for good, in every language. E.g. “food”."))
    label = models.CharField(
        _("question"), max_length=200, help_text=_("E.g. “Is there anything you cannot eat”, or what one agrees to.")
    )
    hint = models.CharField(_("hint"), max_length=240, blank=True, help_text=_("Why it is asked. May stay empty."))
    kind = models.CharField(_("answer"), max_length=10, choices=Question.Kind.choices, default=Question.Kind.TEXT)
    choices = models.TextField(
        _("choices"), blank=True, help_text=_("One a line. Only where the answer is one of several.")
    )
    scope = models.CharField(_("asked"), max_length=10, choices=Question.Scope.choices, default=Question.Scope.ATTENDEE)
    required = models.BooleanField(_("must be answered"), default=False)
    only_for = models.CharField(
        _("only for"),
        max_length=400,
        blank=True,
        help_text=_("Codes of ticket types, with commas. Empty: for all."),
    )

    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("code")]),
        FieldPanel("hint"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("scope"), FieldPanel("required")]),
        FieldPanel("choices"),
        FieldPanel("only_for"),
    ]
    override_translatable_fields = fixed("code", "kind", "scope", "required", "only_for")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.label


class CancellationRow(Orderable):
    """What share is given back to whoever cancels so many days before, or earlier."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="cancellation")
    days_before = models.PositiveIntegerField(
        _("days before"), validators=[MaxValueValidator(999)], help_text=_("So many days before it begins, or more.")
    )
    percent = models.PositiveIntegerField(
        _("percent back"), validators=[MaxValueValidator(100)], help_text=_("Of the price. E.g. 90.")
    )

    panels = [FieldRowPanel([FieldPanel("days_before"), FieldPanel("percent")])]

    def __str__(self) -> str:
        return f"{self.days_before}: {self.percent} %"


class LetterRow(Orderable):
    """A rule by which everybody who has booked is written to, before a date or after it."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("Reminder, before it begins")
        THANKS = "thanks", _("Thanks, after it ends")

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("letter"), max_length=10, choices=Kind.choices, default=Kind.REMINDER)
    days = models.PositiveIntegerField(
        _("days"),
        default=3,
        validators=[MaxValueValidator(90)],
        help_text=_("Before the first day, or after the last."),
    )
    time = models.TimeField(
        _("time of day"),
        default=time(10),
        help_text=_("On the clock there. Whoever books later gets a reminder at once."),
    )

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("days"), FieldPanel("time")])]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"
