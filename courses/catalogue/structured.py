"""A course in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from home.pages.structured import full, house, person, price_of
from home.pictures import shared_picture

if TYPE_CHECKING:
    from courses.catalogue.offer_page import OfferPage


def structured(offer: OfferPage) -> dict:
    """https://developers.google.com/search/docs/appearance/structured-data/course and, of price and work,
    https://developers.google.com/search/docs/appearance/structured-data/course-info"""
    page, course, url = offer.page, offer.course, full(offer.request.path)
    return {
        "@type": "Course",
        "name": page.title,
        "description": page.description,
        "url": url,
        "image": [shared_picture(page.social_picture)],
        "inLanguage": course.spoken,
        "provider": house(),
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "courseWorkload": f"PT{max(1, offer.seconds // 60)}M",
            "instructor": [person(teacher) for teacher in offer.teachers],
        },
        "offers": [
            {
                "@type": "Offer",
                "category": "Free" if one.price.free else "Paid",
                **price_of(one.price.now),
                "availability": f"https://schema.org/{'InStock' if one.can_be_bought else 'OutOfStock'}",
                "url": url,
            }
            for one in offer.box.offers
            if one.price
        ],
        **(offer.reviews.rating.structured if offer.reviews else {}),
    }
