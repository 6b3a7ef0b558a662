"""What editors do with products beside writing them: stop a sale, read the list, keep what was sold."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from home.pages.copying import Template
from home.pages.desk import Keeping, KnowingList, KnownColumn
from home.pages.filters import GoodsFilters
from home.pages.switching import Switch
from shop.contract import Goods
from shop.downloads.desk import Sale, sales_of
from shop.downloads.forms import MAY_SELL
from shop.downloads.models import Product, Variant
from shop.downloads.operations import switch_sale
from shop.downloads.pages import ProductIndexPage, ProductPage
from shop.downloads.queries import product_was_sold

keeping = Keeping(ProductPage, Product, product_was_sold)
sale = Switch(ProductPage, Product, MAY_SELL, switch_sale)


def forget_times(page: ProductPage) -> None:
    """A new product is sold from when its own page says."""
    page.sale_from = page.sale_until = None
    for variant in (variants := list(page.variants.all())):
        variant.sale_prices, variant.sale_from, variant.sale_until = {}, None, None
    page.variants = variants


template = Template(ProductPage, Product, forget_times)


class ProductFilters(GoodsFilters):
    goods = Goods(Variant, "product__translation_key", lambda at: Variant.objects.filter(live=True))


class ProductList(KnowingList):
    """The explorer below the shelf, with how each product is sold."""

    def ask(self, pages: Iterable[Page]) -> dict[int, Sale]:
        return sales_of(pages, at=timezone.now())

    def own_columns(self) -> list[KnownColumn]:
        return [
            KnownColumn("price", label=_("Price now"), said=lambda sale: " · ".join(sale.prices), view=self),
            KnownColumn("sale", label=_("Sale"), said=lambda sale: sale.label, view=self),
        ]


class ProductViewSet(PageViewSet):
    model = ProductPage
    parent_models = [ProductIndexPage]
    index_view_class = ProductList
    filterset_class = ProductFilters
