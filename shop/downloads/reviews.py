"""Who may review a product: whoever has a variant of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shop.contract import Reviewed
from shop.downloads import queries
from shop.downloads.models import Product, Variant


def led_to(rights: Collection, at: datetime) -> dict[int, int]:
    """The product of each right to a variant; one query."""
    variants = Variant.objects.filter(pk__in=[right.record_id for right in rights])
    products = dict(variants.values_list("pk", "product_id"))
    return {right.pk: products[right.record_id] for right in rights if right.record_id in products}


REVIEWED = Reviewed("product", Product, Variant, led_to, queries.of_records, _("has this"))
