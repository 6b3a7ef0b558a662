"""What is true of a course in every language; its words are on pages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.contract import Sellable


class Level(models.TextChoices):
    BEGINNER = "beginner", _("For beginners")
    SOME = "some", _("With some practice")
    ALL = "all", _("For everyone")


class Course(Sellable):
    """The record of a course. Every translation of its page finds it by translation key."""

    translation_key = models.UUIDField(unique=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.ALL)
    spoken = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    subtitles = models.JSONField(default=list, help_text="Language codes.")
    access_months = models.PositiveIntegerField(null=True, blank=True, help_text="None: for ever.")
    teachers = models.JSONField(default=list, help_text="Translation keys of people, in order.")
    themes = models.JSONField(default=list, help_text="Translation keys of themes, in order.")
    minutes = models.PositiveIntegerField(default=0)
    lesson_count = models.PositiveIntegerField(default=0)
    live = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True, help_text="What a publication could not take over, for editors to read.")

    def __str__(self) -> str:
        return f"course {self.translation_key}"


class Lesson(models.Model):
    """The record of a lesson: where progress and files hang."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        TEXT = "text", _("Text")

    translation_key = models.UUIDField(unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")
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
