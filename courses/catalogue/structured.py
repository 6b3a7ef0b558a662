"""A course in the words of schema.org, for search engines. A block of data: browsers do not run it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from money import minor_digits

if TYPE_CHECKING:
    from courses.catalogue.offer_page import OfferPage

# What could end the block, or begin another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured(offer: OfferPage) -> SafeString:
    page, course = offer.page, offer.course
    said = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": offer.request.build_absolute_uri(offer.request.path),
        "inLanguage": course.spoken,
        "provider": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.PUBLIC_URL},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "courseWorkload": f"PT{max(1, offer.seconds // 60)}M",
            "instructor": [{"@type": "Person", "name": person.name} for person in offer.teachers],
        },
        "offers": [
            {
                "@type": "Offer",
                "category": "Free" if one.price.free else "Paid",
                "price": str(Decimal(one.price.now.minor).scaleb(-minor_digits(one.price.now.currency))),
                "priceCurrency": one.price.now.currency,
                "availability": "https://schema.org/InStock",
            }
            for one in offer.box.offers
            if one.can_be_bought
        ],
    }
    text = json.dumps(said, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
