"""What may be asked of offers."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from shop.offers.models import Offer
from shop.orders.models import OrderLine


def offers_of(records: Iterable[models.Model]) -> dict[int, list[Offer]]:
    """The offers of records of one kind with their prices, by record id, in two queries."""
    records = list(records)
    found: dict[int, list[Offer]] = {record.pk: [] for record in records}
    if not records:
        return found
    offers = Offer.objects.with_prices().filter(
        record_type=ContentType.objects.get_for_model(records[0]), record_id__in=list(found)
    )
    for offer in offers.order_by("code", "id"):
        found[offer.record_id].append(offer)
    return found


def was_sold(record: models.Model) -> bool:
    """Whether anybody ever ordered it: then it is archived, not deleted."""
    record_type = ContentType.objects.get_for_model(record)
    return OrderLine.objects.filter(record_type=record_type, record_id=record.pk).exists()
