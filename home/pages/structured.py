"""Data for search engines, in the words of schema.org. A block of data: browsers do not run it.

Which fields a kind must have is Google's to say: https://developers.google.com/search/docs/appearance/structured-data
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from home.blocks.words import QuestionsBlock
from home.links import Link
from money import Money, minor_digits

if TYPE_CHECKING:
    from home.cards import Card
    from home.site_frame import SiteFrame
    from home.snippets import Person

# What could end the block, or begin another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(things: Iterable[dict]) -> SafeString | str:
    """Everything that is on a page as one block, ready for its head. What is empty is not said."""
    said = _filled(list(things))
    if not said:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": said}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _filled(value: object) -> object:
    if isinstance(value, dict):
        return {name: filled for name, inner in value.items() if (filled := _filled(inner))}
    if isinstance(value, list):
        return [filled for inner in value if (filled := _filled(inner))]
    return value


def full(path: str) -> str:
    """A path with the shop's own host."""
    return path if "://" in path else f"{settings.PUBLIC_URL}{path}"


def price_of(amount: Money) -> dict[str, str]:
    """What an offer costs, as schema.org has it."""
    return {
        "price": str(Decimal(amount.minor).scaleb(-minor_digits(amount.currency))),
        "priceCurrency": amount.currency,
    }


def person(someone: Person) -> dict:
    """Somebody who teaches, as other things name them."""
    return {"@type": "Person", "name": someone.name, "url": full(someone.get_absolute_url())}


def house() -> dict:
    """The shop, as other things name it."""
    name, url = settings.WAGTAIL_SITE_NAME, settings.PUBLIC_URL
    return {"@type": "Organization", "@id": f"{url}/#house", "name": name, "url": url}


def organization(brand: SiteFrame) -> dict:
    """The shop itself, with what its imprint says."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": brand.street,
        "postalCode": brand.postcode,
        "addressLocality": brand.city,
        "addressCountry": brand.country,
    }
    return {
        **house(),
        "name": brand.name,
        "legalName": brand.company,
        "description": brand.tagline,
        "email": brand.email,
        "telephone": brand.phone,
        "vatID": brand.vat_number,
        "address": address if brand.city else None,
    }


def website(brand: SiteFrame, *, language: str) -> dict:
    """The site in one language, with the way to search it."""
    return {
        "@type": "WebSite",
        "name": brand.name,
        "url": full(f"/{language}/"),
        "inLanguage": language,
        "publisher": {"@id": house()["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": full(reverse("search:search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(trail: list[Link]) -> dict:
    """The way to a page, the page last; nothing for the first page.

    The last step needs no address:
    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
    """
    if len(trail) < 2:
        return {}
    steps = [
        {"@type": "ListItem", "position": place, "name": step.label, "item": step.url and full(step.url)}
        for place, step in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def items(cards: Iterable[Card]) -> dict:
    """A list by the addresses of what is in it: https://developers.google.com/search/docs/appearance/structured-data/carousel"""
    addresses = list(dict.fromkeys(full(card.url) for card in cards if card.url))
    listed = [{"@type": "ListItem", "position": place, "url": url} for place, url in enumerate(addresses, start=1)]
    return {"@type": "ItemList", "itemListElement": listed} if listed else {}


def questions(streams: Iterable) -> dict:
    """Every question of a page with its answer: https://developers.google.com/search/docs/appearance/structured-data/faqpage"""
    asked = [
        {
            "@type": "Question",
            "name": item["question"],
            "acceptedAnswer": {"@type": "Answer", "text": " ".join(strip_tags(str(item["answer"])).split())},
        }
        for item in _asked(streams)
    ]
    return {"@type": "FAQPage", "mainEntity": asked} if asked else {}


def words(page, *, url: str) -> dict:
    """A page of words."""
    first, last = page.first_published_at, page.last_published_at
    return {
        "@type": "WebPage",
        "name": page.title,
        "description": page.description,
        "inLanguage": page.locale.language_code,
        "publisher": house(),
        "url": url,
        "datePublished": first and first.isoformat(),
        "dateModified": last and last.isoformat(),
    }


def _asked(streams: Iterable) -> Iterator[dict]:
    for stream in streams:
        for child in stream:
            if isinstance(child.block, QuestionsBlock):
                yield from child.value["items"]
            elif "question" in getattr(child.block, "child_blocks", {}):
                yield child.value
