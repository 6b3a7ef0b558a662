"""What may be asked of offers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Sum

from shop.offers.models import Offer, OfferPrice
from shop.orders.models import OrderLine


def offers_of(records: Iterable[models.Model]) -> dict[int, list[Offer]]:
    """The offers of records of one kind with their prices, by record id, in one query.

    An offer without any price cannot be bought by anyone, and is left out.
    """
    records = list(records)
    found: dict[int, list[Offer]] = {record.pk: [] for record in records}
    if not records:
        return found
    prices = OfferPrice.objects.filter(
        offer__record_type=ContentType.objects.get_for_model(records[0]), offer__record_id__in=list(found)
    )
    priced: dict[int, tuple[Offer, list[OfferPrice]]] = {}
    for price in prices.select_related("offer").order_by("offer__code", "offer_id", "id"):
        _offer, its_prices = priced.setdefault(price.offer_id, (price.offer, []))
        its_prices.append(price)
    for offer, its_prices in priced.values():
        offer.keep_prices(its_prices)
        found[offer.record_id].append(offer)
    return found


def next_turn(at: datetime) -> datetime | None:
    """When a sale or a lower price begins or ends next, after that time (UTC)."""
    moments = [
        rows.filter(**{f"{name}__gt": at}).order_by(name).values_list(name, flat=True)[:1]
        for rows in (Offer.objects.order_by(), OfferPrice.objects.order_by())
        for name in ("sale_from", "sale_until")
    ]
    return min((moment for rows in moments for moment in rows), default=None)


def turn_of(offers: Iterable[Offer], *, at: datetime) -> datetime | None:
    """The same for these offers alone, whose prices are known."""
    rows = [row for offer in offers for row in (offer, *offer.prices.all())]
    moments = (moment for row in rows for moment in (row.sale_from, row.sale_until))
    return min((moment for moment in moments if moment and moment > at), default=None)


def lowest_prices(offers: Iterable[Offer], *, at: datetime) -> dict[str, int]:
    """By currency, in minor units, what the cheapest of these costs at that time (UTC); they know their prices."""
    found: dict[str, int] = {}
    for offer in offers:
        for price in offer.prices.all():
            now = price.tag_at(at).now.minor
            found[price.currency] = min(now, found.get(price.currency, now))
    return found


def sold_times(records: Iterable[models.Model]) -> dict[int, int]:
    """How many of each record, all of one kind, were ever ordered, by record id; one query."""
    records = list(records)
    if not records:
        return {}
    lines = OrderLine.objects.filter(
        record_type=ContentType.objects.get_for_model(records[0]), record_id__in=[record.pk for record in records]
    )
    return dict(lines.order_by().values("record_id").annotate(times=Sum("quantity")).values_list("record_id", "times"))


def was_sold(record: models.Model) -> bool:
    """Whether anybody ever ordered it: then it is archived, not deleted."""
    record_type = ContentType.objects.get_for_model(record)
    return OrderLine.objects.filter(record_type=record_type, record_id=record.pk).exists()


def sold_codes(records: Iterable[models.Model]) -> dict[int, set[str]]:
    """Codes of the offers that anybody ever ordered, by the id of records of one kind; one query."""
    records = list(records)
    sold: dict[int, set[str]] = {record.pk: set() for record in records}
    if not records:
        return sold
    lines = OrderLine.objects.filter(
        record_type=ContentType.objects.get_for_model(records[0]), record_id__in=list(sold)
    )
    for record_id, code in lines.order_by().values_list("record_id", "offer__code").distinct():
        sold[record_id].add(code)
    return sold
