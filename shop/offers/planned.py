"""What prices and sales will do by the clock alone, for editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.pages.planned import Planned
from money import Money, format_money
from shop.offers.models import Offer, OfferPrice


def planned_sales(offers: Iterable[Offer], *, at: datetime) -> list[Planned]:
    """What begins and ends after that time (UTC) among published offers; what several share is said once."""
    plans = (plan for offer in offers if offer.published for plan in _of(offer))
    return list(dict.fromkeys(plan for plan in plans if plan.at > at))


def _of(offer: Offer) -> Iterator[Planned]:
    if offer.sale_from:
        yield Planned(offer.sale_from, _("the sale begins"))
    if offer.sale_until:
        yield Planned(offer.sale_until, _("the sale ends"))
    for price in offer.prices.all():
        if price.sale_amount is not None:
            yield from _of_price(price)


def _of_price(price: OfferPrice) -> Iterator[Planned]:
    now, was = (format_money(Money(sum_, price.currency), language=get_language()) for sum_ in _sums(price))
    if price.sale_from:
        yield Planned(price.sale_from, _("%(now)s instead of %(was)s") % {"now": now, "was": was})
    if price.sale_until:
        yield Planned(price.sale_until, _("%(was)s again instead of %(now)s") % {"now": now, "was": was})


def _sums(price: OfferPrice) -> tuple[int, int]:
    return price.sale_amount, price.amount
