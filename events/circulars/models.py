"""What the house writes to everybody who comes on a date, and to whom it went."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from events.booking.models import Attendee
from events.catalogue.models import EventDate


class Circular(models.Model):
    """One letter to many, in words by language."""

    date = models.ForeignKey(EventDate, on_delete=models.PROTECT, related_name="circulars")
    words = models.JSONField(default=dict, help_text="By language: subject and text.")
    state = models.CharField(max_length=12, help_text="In which state whoever gets it was to be.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    click = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.date_id} {self.made_at:%Y-%m-%d}"

    def said_in(self, language: str) -> dict[str, str]:
        """Subject and text in a language, else in the first in which there are words."""
        return self.words.get(language) or next(iter(self.words.values()))


class Recipient(models.Model):
    """One address to which a circular goes, by the first attendee who has it."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="recipients")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "attendee"], name="one_circular_per_attendee")]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.attendee_id}"
