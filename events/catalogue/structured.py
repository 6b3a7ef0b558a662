"""An event's dates in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString

from events.catalogue.models import EventDate
from events.catalogue.states import State, of_offer
from home.pages.structured import data_block, price_of

if TYPE_CHECKING:
    from events.catalogue.event_view import EventView
    from events.catalogue.queries import ShownDate

HERE, AWAY = "https://schema.org/OfflineEventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode"
BOTH = "https://schema.org/MixedEventAttendanceMode"
AVAILABLE = {
    State.FREE: "InStock",
    State.FEW: "LimitedAvailability",
    State.HELD: "LimitedAvailability",
    State.YOURS: "LimitedAvailability",
    State.LATER: "PreOrder",
    State.SOLD_OUT: "SoldOut",
    State.WAITING: "SoldOut",
}
STATUS = {
    EventDate.State.SCHEDULED: "EventScheduled",
    EventDate.State.MOVED: "EventRescheduled",
    EventDate.State.CANCELLED: "EventCancelled",
}


def structured(view: EventView) -> SafeString:
    return data_block({"@context": "https://schema.org", "@graph": [_date(view, shown) for shown in view.to_come]})


def _date(view: EventView, shown: ShownDate) -> dict:
    page, date = view.page, shown.date
    address = view.request.build_absolute_uri(f"{page.get_url(view.request)}?date={date.code}")
    said = {
        "@type": "Event",
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": address,
        "startDate": date.starts_at.astimezone(date.timezone).isoformat(),
        "endDate": date.ends_at.astimezone(date.timezone).isoformat(),
        "eventStatus": f"https://schema.org/{STATUS[EventDate.State(date.state)]}",
        "eventAttendanceMode": _mode(view),
        "location": _locations(view, address),
        "inLanguage": view.record.spoken,
        "organizer": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.PUBLIC_URL},
        "performer": [{"@type": "Person", "name": person.name} for person in view.teachers],
        "offers": _offers(view, shown, address),
    }
    if date.state == EventDate.State.MOVED and date.moved_from:
        said["previousStartDate"] = date.moved_from.astimezone(date.timezone).isoformat()
    if date.admission_at:
        said["doorTime"] = date.admission_at.astimezone(date.timezone).isoformat()
    return said


def _mode(view: EventView) -> str:
    if view.place and view.record.online:
        return BOTH
    return HERE if view.place else AWAY


def _locations(view: EventView, address: str) -> list[dict]:
    found: list[dict] = [{"@type": "VirtualLocation", "url": address}] if view.record.online else []
    if view.place:
        venue = view.place.venue
        found.append(
            {
                "@type": "Place",
                "name": venue.name,
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": venue.street,
                    "postalCode": venue.postcode,
                    "addressLocality": venue.city,
                    "addressCountry": venue.country,
                },
            }
        )
    return found


def _offers(view: EventView, shown: ShownDate, address: str) -> list[dict]:
    found = []
    for offer in shown.tickets:
        price = offer.price_at(view.at, currency=view.currency)
        state = of_offer(offer, shown.places.get(offer.pk), at=view.at).state
        if price and state in AVAILABLE:
            available = f"https://schema.org/{AVAILABLE[state]}"
            found.append({"@type": "Offer", **price_of(price.now), "availability": available, "url": address})
    return found
