"""What may happen to an offer. Publishing calls these; they are repeatable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from home import cards
from shop.offers.models import Offer, OfferPrice


@dataclass(frozen=True)
class PriceTerms:
    """What an editor typed for one currency, in minor units; a sale price with its first and last moment (UTC)."""

    amount: int
    sale_amount: int | None = None
    sale_from: datetime | None = None
    sale_until: datetime | None = None


@transaction.atomic
def put_on_sale(
    record: models.Model,
    *,
    kind: str,
    prices: dict[str, PriceTerms],
    cause: str,
    code: str = "",
    tax_class: str = "digital",
    tax_country: str = "",
    sale_from: datetime | None = None,
    sale_until: datetime | None = None,
    stopped: bool | None = None,
    least_per_order: int = 1,
    most_per_order: int = 1,
    on_top: bool = False,
) -> Offer:
    """Make a record's offer say exactly this, in every language at once. `cause` names the publication.

    What is `on_top` is sold only together with something else, at most as often (`Fulfiller.goes_on_top`).

    Whether its sale is stopped is a switch of its own, which a publication leaves alone unless it says so.
    """
    switch = {} if stopped is None else {"stopped": stopped}
    offer, _ = Offer.objects.update_or_create(
        record_type=ContentType.objects.get_for_model(record),
        record_id=record.pk,
        code=code,
        defaults={
            "key": offer_key(record, kind=kind, code=code),
            "kind": kind,
            "tax_class": tax_class,
            "tax_country": tax_country,
            "sale_from": sale_from,
            "sale_until": sale_until,
            "published": True,
            "least_per_order": least_per_order,
            "most_per_order": most_per_order,
            "on_top": on_top,
            **switch,
        },
    )
    for currency, terms in prices.items():
        OfferPrice.objects.update_or_create(offer=offer, currency=currency, defaults=vars(terms))
    offer.prices.exclude(currency__in=list(prices)).delete()
    cards.changed(offer.key, cause=cause)
    return offer


@transaction.atomic
def take_off_sale(record: models.Model, *, but: Collection[str] = (), cause: str) -> None:
    """End the sale of everything that a record offers, in every language; harmless where nothing is offered.

    Offers with the codes in `but` go on.
    """
    offers = Offer.objects.filter(
        record_type=ContentType.objects.get_for_model(record), record_id=record.pk, published=True
    )
    for offer in offers.exclude(code__in=but):
        Offer.objects.filter(pk=offer.pk).update(published=False)
        cards.changed(offer.key, cause=cause)


@transaction.atomic
def stop_sale(record: models.Model, *, stopped: bool = True, cause: str) -> None:
    """Stop the sale of everything that a record offers at once, or let it go on; nothing is published."""
    for offer in Offer.objects.filter(
        record_type=ContentType.objects.get_for_model(record), record_id=record.pk, stopped=not stopped
    ):
        Offer.objects.filter(pk=offer.pk).update(stopped=stopped)
        cards.changed(offer.key, cause=cause)


def offer_key(record: models.Model, *, kind: str, code: str) -> str:
    """The offer's name in addresses and at suppliers; the same for ever."""
    return ":".join(part for part in (kind, str(record.pk), code) if part)
