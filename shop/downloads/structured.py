"""A product in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from home.pages.structured import data_block, price_of
from shop.downloads.models import Kind

if TYPE_CHECKING:
    from shop.downloads.offer_page import ProductOffer

TYPES = {Kind.BOOK: "Book", Kind.MEDITATION: "AudioObject", Kind.PRACTICE: "DigitalDocument"}


def structured(offer: ProductOffer) -> SafeString:
    page, product = offer.page, offer.product
    said = {
        "@context": "https://schema.org",
        "@type": ["Product", TYPES[product.kind]] if product.kind in TYPES else "Product",
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": offer.request.build_absolute_uri(offer.request.path),
        "author": [{"@type": "Person", "name": person.name} for person in offer.people],
        "offers": [
            {
                "@type": "Offer",
                "name": choice.title,
                **price_of(choice.box.price.now),
                "availability": "https://schema.org/InStock",
            }
            for choice in offer.choices
            if choice.box.can_be_bought
        ],
    }
    return data_block(said)
