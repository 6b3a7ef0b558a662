"""What editors are told of a product beside its form: how it is sold, and what hinders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.pages.planned import Planned
from shop.contract import Offer, offers_of, planned_sales, prices_in_words, state_in_words
from shop.downloads.models import Product, Variant


@dataclass(frozen=True)
class Sold:
    """How one variant is sold at a time, in words."""

    code: str
    state: str
    prices: str


@dataclass(frozen=True)
class Sale:
    """How a product is sold at a time, in words."""

    product: Product | None
    variants: list[Sold]
    stopped: bool = False

    @property
    def label(self) -> str:
        if self.product is None:
            return _("Nobody has published it yet")
        return " · ".join(dict.fromkeys(sold.state for sold in self.variants)) or state_in_words(
            Offer.State.UNPUBLISHED
        )

    @property
    def prices(self) -> list[str]:
        return [f"{sold.code}: {sold.prices}" for sold in self.variants]

    @property
    def trouble(self) -> str:
        return self.product.trouble if self.product else ""


def sales_of(pages: Iterable[Page], *, at: datetime) -> dict[int, Sale]:
    """How the products of these pages are sold, by page id, whichever translations the pages are; in three queries."""
    keys = {page.pk: page.translation_key for page in pages}
    products = {one.translation_key: one for one in Product.objects.filter(translation_key__in=keys.values())}
    variants = list(Variant.objects.filter(product__in=[one.pk for one in products.values()], live=True))
    offers = offers_of(variants)
    found = {}
    for pk, key in keys.items():
        product = products.get(key)
        mine = [one for one in variants if product and one.product_id == product.pk]
        priced = [(one, offer) for one in mine for offer in offers[one.pk]]
        sold = [
            Sold(one.code, state_in_words(offer.state_at(at)), " · ".join(prices_in_words(offer, at=at)))
            for one, offer in priced
        ]
        found[pk] = Sale(product, sold, stopped=any(offer.stopped for _one, offer in priced))
    return found


def sale_of(page: Page, *, at: datetime) -> Sale:
    """The same for one page; one that was never saved is sold nowhere."""
    return sales_of([page], at=at)[page.pk]


def facts_of(page: Page, *, at: datetime) -> list[str]:
    """How it is sold, for those who translate it."""
    sale = sale_of(page, at=at)
    return [sale.label, *sale.prices]


def planned_of(page: Page, *, at: datetime) -> list[Planned]:
    """What its prices and its sale will do by the clock alone."""
    variants = Variant.objects.filter(product__translation_key=page.translation_key, live=True)
    return planned_sales([offer for some in offers_of(variants).values() for offer in some], at=at)
