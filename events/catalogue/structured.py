"""An event's dates in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.catalogue.models import EventDate
from events.catalogue.states import State, of_offer
from home.pages.structured import full, house, person, price_of
from home.pictures import shared_picture

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


def structured(view: EventView) -> list[dict]:
    """Each date to come: https://developers.google.com/search/docs/appearance/structured-data/event"""
    return [_date(view, shown) for shown in view.to_come]


def _date(view: EventView, shown: ShownDate) -> dict:
    page, date = view.page, shown.date
    address = f"{full(view.request.path)}?date={date.code}"
    said = {
        "@type": "Event",
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": address,
        "image": [shared_picture(page.social_picture)],
        "startDate": date.starts_at.astimezone(date.timezone).isoformat(),
        "endDate": date.ends_at.astimezone(date.timezone).isoformat(),
        "eventStatus": f"https://schema.org/{STATUS[EventDate.State(date.state)]}",
        "eventAttendanceMode": _mode(view),
        "location": _locations(view, address),
        "inLanguage": view.record.spoken,
        "organizer": house(),
        "performer": [person(teacher) for teacher in view.teachers],
        "offers": _offers(view, shown, address),
        **(view.reviews.rating.structured if view.reviews else {}),
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
