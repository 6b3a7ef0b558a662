"""Which letters before and after a date have gone: one row for each booking, rule and time."""

from __future__ import annotations

from django.db import models

from events.catalogue.models import EventDate
from events.catalogue.rows import LetterRow


class Reminder(models.Model):
    """That whoever booked was written to by a rule. A date that moves is another time, of which is reminded anew."""

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="+")
    date = models.ForeignKey(EventDate, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=LetterRow.Kind.choices)
    days = models.PositiveIntegerField()
    starts_at = models.DateTimeField(help_text="When the date was to begin, of which it was said (UTC).")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "date", "kind", "days", "starts_at"], name="one_letter_per_booking_rule_and_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.days} {self.order_id}"
