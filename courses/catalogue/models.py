"""What is true of a course in every language; its words are on pages."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.pages.records import PageRecord
from shop.contract import Sellable


class Level(models.TextChoices):
    BEGINNER = "beginner", _("For beginners")
    SOME = "some", _("With some practice")
    ALL = "all", _("For everyone")


class CourseQuerySet(models.QuerySet):
    def live(self) -> CourseQuerySet:
        """Courses whose source page is published."""
        return self.filter(live=True)

    def newest(self) -> CourseQuerySet:
        return self.order_by("-published_at", "-id")


class Course(PageRecord, Sellable):
    """The record of a course. Every translation of its page finds it by translation key."""

    level = models.CharField(max_length=10, choices=Level.choices, default=Level.ALL)
    spoken = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    subtitles = models.JSONField(default=list, help_text="Language codes.")
    access_months = models.PositiveIntegerField(null=True, blank=True, help_text="None: for ever.")
    teachers = models.JSONField(default=list, help_text="Translation keys of people, in order.")
    themes = models.JSONField(default=list, help_text="Translation keys of themes, in order.")
    trailer = models.ForeignKey("media.PrivateFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveIntegerField(default=0)
    lesson_count = models.PositiveIntegerField(default=0)
    objects = CourseQuerySet.as_manager()

    class Meta:
        permissions = [("change_price", _("Can change prices and when courses are on sale"))]

    def __str__(self) -> str:
        return f"course {self.translation_key}"

    @property
    def card_key(self) -> str:
        """The name under which lists, searches and caches know the course; also its offer's key."""
        return f"course:{self.pk}"

    def access_ends(self, *, bought_at: datetime) -> datetime | None:
        """When the access of someone who bought at that time (UTC) ends; none: never."""
        return None if self.access_months is None else add_months(bought_at, self.access_months)


class Lesson(models.Model):
    """The record of a lesson: where progress and files hang."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        TEXT = "text", _("Text")

    translation_key = models.UUIDField(unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")
    module_key = models.UUIDField(help_text="Translation key of the module that it stands in.")
    position = models.PositiveIntegerField(help_text="Counted through the whole course, from 1.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    seconds = models.PositiveIntegerField(default=0)
    preview = models.BooleanField(default=False)
    file = models.ForeignKey("media.PrivateFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    live = models.BooleanField(default=False)

    class Meta:
        ordering = ["course_id", "position", "id"]

    def __str__(self) -> str:
        return f"lesson {self.translation_key}"


def add_months(moment: datetime, months: int) -> datetime:
    """The same day some months later; the month's last day where there is no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last_day = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
