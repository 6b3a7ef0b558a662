"""What staff write down about orders."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderNote(models.Model):
    """A remark by staff. Rows are added, never edited."""

    order = models.ForeignKey("shop.Order", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    written_at = models.DateTimeField()
    click = models.CharField(max_length=40, unique=True, help_text="Names the form that was sent; twice is once.")
    settles = models.CharField(max_length=120, blank=True, help_text="What needed a person and does not any more.")

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [
            models.Index(fields=["settles"], condition=~models.Q(settles=""), name="note_that_settles"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.written_at:%Y-%m-%d}"
