"""What a product's page may lack to be sold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from home.pages.checks import Finding
from home.pages.records import writes_record
from shop.downloads.models import Product
from shop.downloads.pages import ProductPage


def product_lacks(page: ProductPage, *, at: datetime) -> Iterable[Finding]:
    """Prices, and something to try, on the page that writes the record."""
    if not writes_record(page, Product):
        return
    offered = [variant for variant in page.variants.all() if variant.offered]
    if not offered or any(not variant.prices for variant in offered):
        yield Finding(
            "shop-no-price",
            _("A price is missing"),
            _("Each variant that is for sale needs one: write it under Selling"),
        )
    if not (page.sample_id or page.sample_text or page.is_bundle):
        yield Finding(
            "shop-no-sample",
            _("There is no sample"),
            _("Let people try it: half a minute of sound, or the first lines"),
        )
