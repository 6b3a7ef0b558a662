"""The records behind a product's page as one visitor finds them: this one, its parts, and what is close to it."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from shop.contract import Offer, currency_of, entitled_ids, offers_of, visitor_of
from shop.downloads import queries
from shop.downloads.models import Product, Variant
from shop.downloads.pages import ProductPage

CLOSE = 4  # so many products are shown beside


class OnShelf:
    """What is asked of the database for all of these together, once."""

    def __init__(self, page: ProductPage, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.language = get_language()
        self.at = timezone.now()
        self.currency = currency_of(request)
        self.add_url = reverse("shop:add")

    @cached_property
    def _shelf(self) -> list[Variant]:
        """Every variant that is on the shelf, with its product: of this one, its parts, and what may be close to it."""
        variants = Variant.objects.filter(live=True, product__live=True).select_related("product")
        return list(variants.order_by("-product__published_at", "-product", "position", "id"))

    @cached_property
    def _all(self) -> dict[UUID, Product]:
        """Every product on the shelf by translation key, the newest first."""
        return {variant.product.translation_key: variant.product for variant in self._shelf}

    @cached_property
    def product(self) -> Product:
        """The record; before the first publication, one that says what the page would."""
        key = self.page.translation_key
        return self._all.get(key) or Product.objects.filter(translation_key=key).first() or self._draft()

    def _draft(self) -> Product:
        page = self.page
        return Product(
            translation_key=page.translation_key,
            source_language=self.language,
            teachers=[str(row.person.translation_key) for row in page.teachers.all()],
            themes=[str(row.theme.translation_key) for row in page.themes.all()],
            **{name: getattr(page, name) for name in ("kind", "page_count", "minutes", "languages", "stamped")},
        )

    @cached_property
    def _parts(self) -> list[Product]:
        keys = [UUID(key) for key in self.product.parts]
        return [self._all[key] for key in keys if key in self._all]

    @cached_property
    def _close(self) -> list[Product]:
        """Some other products: on the same themes or by the same people, the newest before older ones."""
        mine = {*self.product.themes, *self.product.teachers}
        known = {self.product.translation_key, *(part.translation_key for part in self._parts)}
        others = [product for key, product in self._all.items() if key not in known]
        return sorted(others, key=lambda other: -len(mine.intersection([*other.themes, *other.teachers])))[:CLOSE]

    @cached_property
    def _wanted(self) -> list[Product]:
        return [product for product in (self.product, *self._parts, *self._close) if product.pk]

    @cached_property
    def _variants(self) -> list[Variant]:
        wanted = {product.pk for product in self._wanted}
        found = [variant for variant in self._shelf if variant.product_id in wanted]
        # Whoever looks at a page that is not published sees the variants that it had.
        gone = self.product.pk and not self.product.live
        return [*found, *Variant.objects.filter(product=self.product, live=True)] if gone else found

    @cached_property
    def _offers(self) -> dict[int, list[Offer]]:
        return offers_of(self._variants)

    @cached_property
    def _pages(self) -> dict[UUID, ProductPage]:
        return queries.pages_of(self._wanted, language=self.language)

    @cached_property
    def _owned(self) -> set[int]:
        """Variants that the visitor has."""
        return set(entitled_ids(visitor_of(self.request), Variant, at=self.at))
