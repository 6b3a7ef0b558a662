"""Places that several offers share, and who has them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Quota(models.Model):
    """So many places for everything that is offered on it. `taken` counts all that are held, kept or sold."""

    key = models.CharField(max_length=120, unique=True)
    size = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    low_at = models.PositiveIntegerField(default=0, help_text="With so many left or fewer, shoppers read “few left”.")
    offers = models.ManyToManyField("shop.Offer", related_name="quotas")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("size")), name="no_place_is_taken_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.taken} of {self.size}"

    @property
    def left(self) -> int:
        return self.size - self.taken


class Hold(models.Model):
    """Places of one quota that somebody has: until a time, or for good. Rows stay and say what became of them."""

    class State(models.TextChoices):
        HELD = "held"  # for a line that is not paid
        KEPT = "kept"  # for somebody who waited
        SOLD = "sold"
        RELEASED = "released"

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="holds")
    offer = models.ForeignKey("shop.Offer", on_delete=models.PROTECT, related_name="+")
    cart_line = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The number of the cart's line, which may be gone."
    )
    order_line = models.ForeignKey("shop.OrderLine", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    until = models.DateTimeField(null=True, blank=True, help_text="What is sold lasts.")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quota", "cart_line"], condition=Q(state="held"), name="one_hold_per_line_and_quota"
            ),
            models.UniqueConstraint(
                fields=["quota", "order_line"], condition=Q(state="sold"), name="one_sale_per_line_and_quota"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="a_hold_has_places"),
        ]
        indexes = [
            models.Index(fields=["cart_line"], condition=Q(state="held"), name="hold_of_cart_line"),
            models.Index(fields=["until"], condition=Q(state="held"), name="hold_ends"),
            models.Index(fields=["quota"], condition=Q(state__in=["held", "kept"]), name="hold_not_sold"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.state} of {self.quota_id}"
