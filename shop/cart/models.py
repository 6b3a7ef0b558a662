"""Carts: what someone means to buy, kept for thirty days."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q


class Cart(models.Model):
    """One person's cart: a guest's is found by the token in a cookie, a member's by the member."""

    # Only the token's digest: whoever reads the database cannot open anybody's cart.
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], name="one_cart_per_member"),
            models.CheckConstraint(condition=Q(user=None) ^ Q(token_hash=None), name="a_cart_is_a_guests_or_a_members"),
        ]

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLineQuerySet(models.QuerySet):
    def in_cart(self) -> CartLineQuerySet:
        """Lines that are not removed, oldest first, with what their price needs."""
        return self.filter(removed_at=None).select_related("offer").order_by("added_at", "id")

    def lock(self, numbers: Iterable[int | None]) -> None:
        """Lock these lines till the end of the transaction, before anybody asks for their places.

        A payment that comes in takes them out of their cart and does not lock the cart: this is where both meet.
        """
        rows = self.select_for_update().filter(pk__in=[number for number in numbers if number]).order_by("pk")
        list(rows.values_list("pk", flat=True))


class CartLine(models.Model):
    """Something in a cart, at the price that was last shown to its owner."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    offer = models.ForeignKey("shop.Offer", on_delete=models.PROTECT, related_name="+")
    belongs_to = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="on_top",
        help_text="It comes on top of it.",
    )
    quantity = models.PositiveIntegerField(default=1)
    seen_amount = models.PositiveIntegerField(help_text="Unit price in minor units as last shown.")
    choices = models.JSONField(default=dict, help_text="Answers to what the goods ask at checkout.")
    held_until = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Kept so that removing can be undone.")

    objects = CartLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "offer"], condition=Q(belongs_to=None), name="one_line_per_offer"),
            models.UniqueConstraint(
                fields=["cart", "offer", "belongs_to"],
                condition=Q(belongs_to__isnull=False),
                name="one_line_per_offer_on_top",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="a_line_has_something_on_it"),
        ]
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offer_id}"
