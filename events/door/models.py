"""The door of a date: secret addresses for those who stand there, and everything that was scanned."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.booking.models import Attendee
from events.catalogue.models import EventDate
from home.converters import new_secret

STAYS_OPEN = timedelta(days=1)  # after the end of the date: devices bring in what they scanned without a network


class DoorLink(models.Model):
    """A secret address that opens the door's page of one date, without an account, until it is taken back."""

    date = models.ForeignKey(EventDate, on_delete=models.PROTECT, related_name="doors")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    label = models.CharField(_("for whom"), max_length=80, blank=True, help_text=_("E.g. “Side entrance, Sam”."))
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.label or f"door {self.pk}"

    @property
    def closes_at(self) -> datetime:
        """When the address ends by itself (UTC)."""
        return self.date.ends_at + STAYS_OPEN

    def opens(self, *, at: datetime) -> bool:
        """Whether the address is good at that time (UTC)."""
        return self.revoked_at is None and at < self.closes_at


class Scan(models.Model):
    """One act at the door, under a name that the device gave it: sent twice, it is one."""

    class Outcome(models.TextChoices):
        IN = "in", _("Come in")
        ALREADY = "already", _("Already in")
        CANCELLED = "cancelled", _("Cancelled")
        WRONG_DATE = "wrong_date", _("Another date")
        UNPAID = "unpaid", _("Not paid")
        UNKNOWN = "unknown", _("Unknown")
        UNDONE = "undone", _("Undone")

    link = models.ForeignKey(DoorLink, on_delete=models.PROTECT, related_name="scans")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, null=True, blank=True, related_name="scans")
    key = models.UUIDField(default=uuid4)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    was_let_in = models.BooleanField(default=False, help_text="The device had said yes, without a network.")
    at = models.DateTimeField(help_text="By the device's clock, never later than it was received.")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "key"], name="one_scan_per_name")]
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["link", "outcome"], name="scan_of_door")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%H:%M}"

    @property
    def is_double(self) -> bool:
        """Whether one ticket let two people in, because a device could not know of the first."""
        return self.was_let_in and self.outcome != self.Outcome.IN
