"""Whether what a page tells search engines is right: by schema.org's own terms, and by what Google says must be there.

`schema_org.json` holds of schema.org what the shop uses: types with all above them, properties with the types that have
them and the types of their values, and the terms of enumerations. Whoever tells more adds it there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

VOCABULARY = json.loads(Path(__file__).with_suffix(".json").read_text())
TYPES, PROPERTIES, TERMS = (VOCABULARY[name] for name in ("types", "properties", "terms"))
WORDS = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer"}
# By kind, what must be there: one of those between bars. All below
# https://developers.google.com/search/docs/appearance/structured-data/
REQUIRED = {
    "Course": "name description provider hasCourseInstance offers",  # course, course-info
    "CourseInstance": "courseMode courseWorkload|courseSchedule",  # course-info
    "Event": "name startDate location",  # event
    "Place": "address",  # event
    "VirtualLocation": "url",  # event
    "Product": "name offers|review|aggregateRating",  # product-snippet
    "Offer": "price priceCurrency",  # merchant-listing, event
    "BreadcrumbList": "itemListElement",  # breadcrumb
    "ItemList": "itemListElement",  # carousel
    "ListItem": "position item|url|name",  # breadcrumb, carousel
    "FAQPage": "mainEntity",  # faqpage
    "Question": "name acceptedAnswer",  # faqpage
    "Answer": "text",  # faqpage
    "ProfilePage": "mainEntity",  # profile-page
    "Person": "name",  # profile-page
    "WebSite": "name url",  # site-names
    "Article": "headline",  # article
    "AggregateRating": "ratingValue ratingCount|reviewCount",  # review-snippet
}


def things_of(html: str) -> list[dict]:
    """Everything that a page tells search engines."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return [thing for block in blocks for thing in json.loads(block)["@graph"]]


def of_type(html: str, name: str) -> list[dict]:
    return [thing for thing in things_of(html) if name in types_of(thing)]


def types_of(thing: dict) -> list[str]:
    named = thing["@type"]
    return named if isinstance(named, list) else [named]


def wrong_in(thing: dict, *, place: str = "") -> Iterator[str]:
    """Every sentence about what is not as schema.org or Google have it."""
    if set(thing) == {"@id"}:
        return  # another thing, named
    names = types_of(thing)
    place = f"{place}/{'+'.join(names)}"
    if unknown := [name for name in names if name not in TYPES]:
        yield f"{place}: no such type {unknown}"
        return
    above = {one for name in names for one in TYPES[name]}
    needed = [alternatives.split("|") for name in names for alternatives in REQUIRED.get(name, "").split()]
    yield from (f"{place}: no {' or '.join(either)}" for either in needed if not any(thing.get(one) for one in either))
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        known = PROPERTIES.get(name.removesuffix("-input"))
        if known is None or not above & set(known["of"]):
            yield f"{place}: has no property {name}"
            continue
        if not name.endswith("-input"):
            for one in value if isinstance(value, list) else [value]:
                yield from _wrong_value(one, known["is"], place=f"{place}.{name}")


def _wrong_value(value: object, allowed: list[str], *, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        names = types_of(value) if "@type" in value else []
        above = {one for name in names for one in TYPES.get(name, [name])}
        if above and not above & set(allowed):
            yield f"{place}: {value['@type']} is none of {allowed}"
        yield from wrong_in(value, place=place)
        return
    terms = [term for name in allowed for term in TERMS.get(name, [])]
    if terms:
        if str(value).removeprefix("https://schema.org/") not in terms:
            yield f"{place}: {value!r} is no term of {allowed}"
    elif not WORDS & set(allowed) and not str(value).startswith(("http://", "https://")):  # an address names a thing
        yield f"{place}: {value!r} where one of {allowed} belongs"
    elif value == "" or value is None:
        yield f"{place}: is empty"
    elif "URL" in allowed and "Text" not in allowed and not str(value).startswith(("http://", "https://")):
        yield f"{place}: {value!r} is no full address"
    elif {"Date", "DateTime"} & set(allowed):
        yield from _wrong_moment(str(value), place=place)


def _wrong_moment(value: str, *, place: str) -> Iterator[str]:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        yield f"{place}: {value!r} is no moment"
        return
    if "T" in value and moment.tzinfo is None:
        yield f"{place}: {value!r} says no zone"
