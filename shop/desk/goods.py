"""Which things of one kind are sold how: what editors ask of a list of their pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet

from shop.capacity.models import Quota
from shop.capacity.queries import Availability
from shop.offers.models import Offer, OfferPrice, Sellable
from shop.offers.words import STATES
from shop.orders.models import OrderLine

SOLD_OUT = Availability.SOLD_OUT


@dataclass(frozen=True)
class Goods:
    """Records of one kind that have offers. All answers are the translation keys of their pages."""

    record: type[Sellable]
    page_key: str = "translation_key"  # how a record knows its page
    offered: Callable[[datetime], QuerySet] | None = None  # those that count at a time (UTC); none: all of them

    def ways(self) -> list[tuple[str, str]]:
        """How a thing may be sold, with words for editors."""
        return [*((state.value, words) for state, words in STATES.items()), (SOLD_OUT.value, SOLD_OUT.label)]

    def currencies(self) -> list[tuple[str, str]]:
        return [(code, code) for code in settings.SHOP_CURRENCIES]

    def sold_as(self, ways: Collection[str], *, at: datetime) -> QuerySet:
        """Of which something is sold in one of these ways at that time (UTC)."""
        found = self._offers.in_states([way for way in ways if way != SOLD_OUT], at=at)
        if SOLD_OUT in ways:
            full = Quota.objects.filter(taken__gte=F("size") - F("set_aside"))
            found |= self._offers.in_states([Offer.State.ON_SALE], at=at).filter(pk__in=full.values("offers"))
        return self._keys(self._counted(at).filter(pk__in=found.values("record_id")))

    def without_price_in(self, currencies: Collection[str], *, at: datetime) -> QuerySet:
        """Of which something that was published costs nothing known in one of these currencies."""
        prices = OfferPrice.objects.filter(offer__in=self._offers)
        lacking = (~Q(pk__in=prices.filter(currency=code).values("offer__record_id")) for code in currencies)
        return self._keys(self._counted(at).filter(reduce(or_, lacking)))

    def ever_ordered(self) -> QuerySet:
        lines = OrderLine.objects.filter(record_type=self._type)
        return self._keys(self.record.objects.filter(pk__in=lines.values("record_id")))

    @property
    def _type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.record)

    @property
    def _offers(self) -> QuerySet[Offer]:
        return Offer.objects.filter(record_type=self._type)

    def _counted(self, at: datetime) -> QuerySet:
        return self.offered(at) if self.offered else self.record.objects.all()

    def _keys(self, records: QuerySet) -> QuerySet:
        return records.order_by().values(self.page_key)
