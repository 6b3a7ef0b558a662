"""Price tags: what is for sale, for how much, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q

from home.cards import PriceTag
from money import Money


class OfferQuerySet(models.QuerySet):
    def with_prices(self) -> OfferQuerySet:
        return self.prefetch_related("prices")

    def in_states(self, states: Collection[str], *, at: datetime) -> OfferQuerySet:
        """Those of which `state_at` says one of these at that time (UTC)."""
        may_be_sold = Q(published=True, stopped=False)
        begun = Q(sale_from=None) | Q(sale_from__lte=at)
        rules = {
            Offer.State.UNPUBLISHED: Q(published=False),
            Offer.State.STOPPED: Q(published=True, stopped=True),
            Offer.State.NOT_YET: may_be_sold & Q(sale_from__gt=at),
            Offer.State.OVER: may_be_sold & begun & Q(sale_until__lte=at),
            Offer.State.ON_SALE: may_be_sold & begun & (Q(sale_until=None) | Q(sale_until__gt=at)),
        }
        return self.filter(reduce(or_, (rules[state] for state in states), Q(pk=None)))


class Offer(models.Model):
    """A price tag on a record; true in every language and never translated."""

    class State(models.TextChoices):
        ON_SALE = "on_sale"
        NOT_YET = "not_yet"
        OVER = "over"
        STOPPED = "stopped"
        UNPUBLISHED = "unpublished"

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=40, blank=True, help_text="Tells several offers of one record apart.")
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    tax_class = models.CharField(max_length=20, default="digital")
    tax_country = models.CharField(
        max_length=2, blank=True, help_text="Where it is taxed: an event's place. Empty: where the buyer lives."
    )
    sale_from = models.DateTimeField(null=True, blank=True)
    sale_until = models.DateTimeField(null=True, blank=True)
    published = models.BooleanField(default=False)
    stopped = models.BooleanField(default=False)
    least_per_order = models.PositiveIntegerField(default=1)
    most_per_order = models.PositiveIntegerField(default=1)
    on_top = models.BooleanField(default=False, help_text="Sold only on top of something else, such as a room.")

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "code"], name="one_offer_per_record_and_code"),
        ]

    def __str__(self) -> str:
        return self.key

    def state_at(self, at: datetime) -> str:
        """Whether it can be bought at that time (UTC), and if not, why."""
        if not self.published:
            return self.State.UNPUBLISHED
        if self.stopped:
            return self.State.STOPPED
        if self.sale_from and at < self.sale_from:
            return self.State.NOT_YET
        if self.sale_until and at >= self.sale_until:
            return self.State.OVER
        return self.State.ON_SALE

    def keep_prices(self, prices: list[OfferPrice]) -> None:
        """Know the prices that a wider query has brought, as if they had been prefetched."""
        known = OfferPrice.objects.none()
        known._result_cache = prices
        self._prefetched_objects_cache = {"prices": known}

    def price_at(self, at: datetime, *, currency: str) -> PriceTag | None:
        """The price in a currency at that time (UTC); none where it has no price in it. Uses prefetched rows."""
        for price in self.prices.all():
            if price.currency == currency:
                return price.tag_at(at)
        return None


class OfferPrice(models.Model):
    """What an offer costs in one currency, in minor units, tax included."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="prices")
    currency = models.CharField(max_length=3)
    amount = models.PositiveIntegerField()
    sale_amount = models.PositiveIntegerField(null=True, blank=True)
    sale_from = models.DateTimeField(null=True, blank=True)
    sale_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "currency"], name="one_price_per_currency"),
            models.CheckConstraint(
                condition=Q(sale_amount=None) | Q(sale_amount__lt=F("amount")), name="a_sale_price_is_lower"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.currency} {self.amount}"

    def tag_at(self, at: datetime) -> PriceTag:
        begun = self.sale_from is None or at >= self.sale_from
        over = self.sale_until is not None and at >= self.sale_until
        if self.sale_amount is not None and begun and not over:
            return PriceTag(now=Money(self.sale_amount, self.currency), was=Money(self.amount, self.currency))
        return PriceTag(now=Money(self.amount, self.currency))


class Sellable(models.Model):
    """Gives a record its offers."""

    offers = GenericRelation(Offer, content_type_field="record_type", object_id_field="record_id")

    class Meta:
        abstract = True
