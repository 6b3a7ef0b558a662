"""A kind of goods that the shop has never heard of: guided walks with few places, and postcards."""

from django.db import models

from shop.contract import Sellable


class Walk(Sellable):
    """A walk on one day."""

    title = models.CharField(max_length=100)
    places = models.PositiveIntegerField(default=10)
    cancelled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    @property
    def card_key(self) -> str:
        return f"walk:{self.pk}"


class Postcard(Sellable):
    """Something that keeps only the promises that everybody must."""

    title = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.title


class KeptPlace(models.Model):
    """Places kept for a cart line until a time."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="kept")
    line_id = models.PositiveBigIntegerField(unique=True)
    places = models.PositiveIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.places} for line {self.line_id}"


class Walker(models.Model):
    """Someone who may come along."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="walkers")
    order_line_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order_line_id", "name"], name="one_place_per_name")]

    def __str__(self) -> str:
        return self.name
