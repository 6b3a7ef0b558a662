"""Declarations of withdrawal: who declared what and when, and what became of it, line by line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.fulfilment.withdrawing import Ground


class Withdrawal(models.Model):
    """A buyer's declaration, as it was sent. Written once, never edited."""

    order = models.ForeignKey("shop.Order", on_delete=models.CASCADE, related_name="withdrawals")
    click = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(help_text="Where the receipt goes.")
    declared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id} {self.declared_at:%Y-%m-%d %H:%M}"


class WithdrawnLine(models.Model):
    """What a declaration is about, what the law says of it, and what was decided."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Not accepted")

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("shop.OrderLine", on_delete=models.CASCADE, related_name="withdrawn")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    why = models.TextField(blank=True, help_text="Why the right does not hold, as the buyer was told.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True, help_text="Why staff said no, as the buyer was told.")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=~Q(state="refused"), name="one_withdrawal_per_line_unless_refused"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="what_is_decided_says_when",
            ),
        ]
        indexes = [models.Index(fields=["withdrawal"], condition=Q(state="waiting"), name="withdrawal_to_decide")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"

    @property
    def holds(self) -> bool:
        return self.ground == Ground.HOLDS
