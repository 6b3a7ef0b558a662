"""Places that several offers share, who has them, and who waits for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Quota(models.Model):
    """So many places for everything that is offered on it. `taken` counts all that are held, kept or sold.

    `set_aside` are free and not for the open sale: they came back while somebody waits, and are offered next.
    """

    key = models.CharField(max_length=120, unique=True)
    size = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    set_aside = models.PositiveIntegerField(default=0)
    low_at = models.PositiveIntegerField(default=0, help_text="With so many left or fewer, shoppers read “few left”.")
    offers = models.ManyToManyField("shop.Offer", related_name="quotas")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("size")), name="no_place_is_taken_twice"),
            # Where nothing is set aside it asks nothing, so that the rule above is not said twice.
            models.CheckConstraint(
                condition=Q(set_aside=0) | Q(set_aside__lte=F("size") - F("taken")), name="what_is_set_aside_is_free"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.taken} of {self.size}"

    @property
    def free(self) -> int:
        """What nobody has, whoever it is for."""
        return self.size - self.taken

    @property
    def left(self) -> int:
        """What anybody may take."""
        return self.free - self.set_aside


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
    kept_for = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The number of whoever waited, who may be gone."
    )
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
            models.UniqueConstraint(
                fields=["quota", "kept_for"], condition=Q(state="kept"), name="one_keeping_per_waiter_and_quota"
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
