"""The buy box: what a page shows of price and purchase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from home.cards import PriceTag
from shop.capacity.queries import Availability, Places, places_of
from shop.fulfilment.access import entitlement_of
from shop.fulfilment.models import Entitlement
from shop.fulfilment.registry import fulfiller_of
from shop.offers.models import Offer
from shop.offers.queries import offers_of
from shop.offers.visitors import cart_lines_of, currency_of, visitor_of
from shop.offers.words import why_not_on_sale


@dataclass(frozen=True)
class BoxOffer:
    """One offer in the box: its price in the visitor's currency, its state, why it cannot be bought, its places.

    `waiting_url` is where to wait for it where it is sold out; empty where nobody can.
    """

    offer: Offer
    price: PriceTag | None
    state: str
    reason: str
    places: Places | None = None
    waiting_url: str = ""

    @property
    def can_be_bought(self) -> bool:
        free = self.places is None or self.places.left > 0
        return self.state == Offer.State.ON_SALE and self.price is not None and free

    @property
    def places_words(self) -> str:
        """How free it is, where that is not a matter of course and it is on sale."""
        scarce = self.places and self.places.state != Availability.FREE
        return self.places.words if scarce and self.state == Offer.State.ON_SALE else ""


@dataclass(frozen=True)
class BuyBox:
    """What a page shows of price and purchase: offers, whether the visitor owns the thing, where the form goes.

    `options` come on top of an offer: a form sends how many of each as `option:<key>`.
    """

    offers: list[BoxOffer]
    owned: Entitlement | bool | None
    add_url: str
    options: list[BoxOffer] = field(default_factory=list)

    @property
    def first(self) -> BoxOffer | None:
        return self.offers[0] if self.offers else None


def buy_box(record: models.Model, request: HttpRequest, *, offers: Iterable[Offer] | None = None) -> BuyBox:
    """The box of one record for one visitor, in a fixed number of queries.

    `offers` of a page that has asked for them already (`offers_of`) are not asked for again.
    """
    now = timezone.now()
    shown = box_offers(offers_of([record])[record.pk] if offers is None else offers, request, at=now)
    return BuyBox(
        offers=[one for one in shown if not one.offer.on_top],
        owned=entitlement_of(visitor_of(request), record, at=now),
        add_url=reverse("shop:add"),
        options=[one for one in shown if one.offer.on_top],
    )


def box_offers(offers: Iterable[Offer], request: HttpRequest, *, at: datetime) -> list[BoxOffer]:
    """Offers as one visitor finds them at that time (UTC), whichever records they belong to."""
    currency = currency_of(request)
    offers = list(offers)
    places = places_of(offers, cart_lines=cart_lines_of(request))
    return [
        BoxOffer(
            offer=offer,
            price=offer.price_at(at, currency=currency),
            state=offer.state_at(at),
            reason=why_not_on_sale(offer, at=at),
            places=places.get(offer.pk),
            waiting_url=waiting_address(offer, places.get(offer.pk), at=at),
        )
        for offer in offers
    ]


def waiting_address(offer: Offer, places: Places | None, *, at: datetime) -> str:
    """Where one joins the waiting list of an offer at that time (UTC); empty while it can be had, or never could."""
    if places is None or places.left > 0 or places.state == Availability.YOURS:
        return ""
    if offer.state_at(at) != Offer.State.ON_SALE or not fulfiller_of(offer.kind).may_be_waited_for(offer):
        return ""
    return reverse("shop:wait", query={"offer": offer.key})
