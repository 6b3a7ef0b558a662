"""A course in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString

from home.pages.structured import data_block, price_of

if TYPE_CHECKING:
    from courses.catalogue.offer_page import OfferPage


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
                **price_of(one.price.now),
                "availability": "https://schema.org/InStock",
            }
            for one in offer.box.offers
            if one.can_be_bought
        ],
    }
    return data_block(said)
