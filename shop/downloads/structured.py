"""A product in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from home.pages.structured import full, house, person, price_of
from home.pictures import shared_picture
from shop.downloads.models import Kind

if TYPE_CHECKING:
    from shop.downloads.offer_page import ProductOffer

TYPES = {Kind.BOOK: "Book", Kind.MEDITATION: "AudioObject", Kind.PRACTICE: "DigitalDocument"}


def structured(offer: ProductOffer) -> dict:
    """https://developers.google.com/search/docs/appearance/structured-data/merchant-listing

    Only what is a creative work as well has an author.
    """
    page, kind, url = offer.page, TYPES.get(offer.product.kind), full(offer.request.path)
    return {
        "@type": ["Product", kind] if kind else "Product",
        "name": page.title,
        "description": page.description,
        "url": url,
        "image": [shared_picture(page.social_picture)],
        "author": [person(one) for one in offer.people] if kind else [],
        "brand": {"@type": "Brand", "name": house()["name"]},
        "offers": [
            {
                "@type": "Offer",
                "name": choice.title,
                **price_of(choice.box.price.now),
                "availability": f"https://schema.org/{'InStock' if choice.box.can_be_bought else 'OutOfStock'}",
                "url": url,
                "seller": house(),
            }
            for choice in offer.choices
            if choice.box.price
        ],
        **(offer.reviews.rating.structured if offer.reviews else {}),
    }
