"""Products as the search finds them. Of what is in their files nothing is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from search.contract import Document, Kind, shown_by_pages, words_of, written_in
from shop.contract import Offer, lowest_prices, ratings_of, sold_times, turn_of
from shop.downloads import queries
from shop.downloads.models import Product, Variant
from shop.downloads.operations import KIND as OFFERED
from shop.downloads.pages import ProductPage


def keys() -> Iterable[UUID]:
    return Product.objects.values_list("translation_key", flat=True)


def read(keys: Collection[UUID], at: datetime) -> list[Document]:
    products, pages, names = shown_by_pages(Product.objects, ProductPage, keys)
    offers = queries.offers_by_product(products.values())
    sold, ratings = _sold(products.values()), ratings_of(products.values())
    documents = []
    for page in pages:
        product, language = products[page.translation_key], page.locale.language_code
        on_sale = [offer for offer in offers[product.pk] if offer.state_at(at) == Offer.State.ON_SALE]
        documents.append(
            Document(
                key=page.translation_key,
                language=language,
                written=written_in(page),
                number=page.pk,
                title=page.title,
                summary=f"{page.outcome} {page.summary}",
                text=words_of(page.body, page.contents, page.sample_text, page.faq),
                teachers=names.people(product.teachers, language=language),
                themes=names.themes(product.themes, language=language),
                spoken=tuple(product.languages),
                prices=lowest_prices(on_sale or offers[product.pk], at=at),
                free=None if on_sale else False,
                rating=ratings[product.pk].exact if product.pk in ratings else None,
                popularity=sold.get(product.pk, 0),
                published_at=product.published_at,
                changes_at=turn_of(offers[product.pk], at=at),
            )
        )
    return documents


def things(card: str) -> list[UUID]:
    kind, _colon, rest = card.partition(":")
    number = rest.partition(":")[0]
    if not number.isdecimal():
        return []
    if kind == "product":
        return list(Product.objects.filter(pk=number).values_list("translation_key", flat=True))
    if kind == OFFERED:
        return list(Variant.objects.filter(pk=number).values_list("product__translation_key", flat=True))
    return []


def _sold(products: Iterable[Product]) -> dict[int, int]:
    variants = list(Variant.objects.filter(product__in=[product.pk for product in products]))
    times = sold_times(variants)
    found: dict[int, int] = {}
    for variant in variants:
        found[variant.product_id] = found.get(variant.product_id, 0) + times.get(variant.pk, 0)
    return found


KIND = Kind("product", _("Books, sounds and sheets"), keys, read, things, queries.of_pages)
