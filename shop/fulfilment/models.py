"""Who has been given what: one row for the deed, one for the right that came of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Fulfilment(models.Model):
    """That a paid line is handed over, or why not yet."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        GRANTED = "granted", _("Handed over")
        FAILED = "failed", _("Failed")
        REVOKED = "revoked", _("Taken back")

    line = models.OneToOneField("shop.OrderLine", on_delete=models.CASCADE, related_name="fulfilment")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"


class EntitlementQuerySet(models.QuerySet):
    def running(self, *, at: datetime) -> EntitlementQuerySet:
        """Rights that hold at that time (UTC)."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, revoked_at=None)


class Entitlement(models.Model):
    """Who may use what, since when, until when, by which order line. Progress lives elsewhere."""

    line = models.ForeignKey("shop.OrderLine", on_delete=models.PROTECT, related_name="entitlements")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    experienced_at = models.DateTimeField(null=True, blank=True)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "record_type", "record_id"], name="one_right_per_line_and_record"),
        ]
        indexes = [models.Index(fields=["user", "record_type", "record_id"], name="entitlement_whose")]

    def __str__(self) -> str:
        return f"{self.record_type_id}:{self.record_id} for {self.user_id}"

    def runs(self, *, at: datetime) -> bool:
        """Whether the right holds at that time (UTC); the same as the query says."""
        return self.starts_at <= at and self.revoked_at is None and (self.ends_at is None or self.ends_at > at)

    @property
    def over_at(self) -> datetime | None:
        """When the right ended or will end; none where it lasts."""
        return min((end for end in (self.revoked_at, self.ends_at) if end), default=None)
