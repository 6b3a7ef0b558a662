"""Where an event takes place, as its page shows it: address, ways there, getting around."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.catalogue import words
from events.catalogue.locator import Locator, locator_of
from events.catalogue.venues import Venue
from home.pages.facts import Fact


@dataclass(frozen=True)
class Map:
    """A map that comes when it is asked for, and from whose house."""

    host: str
    tiles: str = ""
    attribution: str = ""
    frame: str = ""


@dataclass(frozen=True)
class Place:
    """A venue for readers of one language."""

    venue: Venue

    @property
    def country(self) -> str:
        return words.country(self.venue.country)

    @property
    def in_short(self) -> str:
        return _("%(name)s, %(town)s, %(country)s") % {
            "name": self.venue.name,
            "town": self.venue.city,
            "country": self.country,
        }

    @property
    def town(self) -> str:
        return f"{self.venue.postcode} {self.venue.city}".strip()

    @property
    def maps(self) -> list[dict]:
        """The way in other people's maps; nothing is loaded from them here."""
        venue = self.venue
        if venue.latitude is None or venue.longitude is None:
            return []
        latitude, longitude = venue.latitude, venue.longitude
        point = f"{latitude},{longitude}"
        open_map = f"?mlat={latitude}&mlon={longitude}#map=15/{latitude}/{longitude}"
        return [
            {"label": "OpenStreetMap", "url": f"https://www.openstreetmap.org/{open_map}"},
            {"label": "Apple Maps", "url": f"https://maps.apple.com/?{urlencode({'ll': point, 'q': venue.name})}"},
            {"label": "Google Maps", "url": f"https://www.google.com/maps/search/?api=1&query={point}"},
        ]

    @property
    def map(self) -> Map | None:
        """The map that the settings know; none where they know none, or not where the place is."""
        point = f"{self.venue.latitude},{self.venue.longitude}"
        if self.venue.latitude is None or self.venue.longitude is None:
            return None
        if settings.GOOGLE_MAPS_KEY:
            asked = urlencode({"key": settings.GOOGLE_MAPS_KEY, "q": point, "language": get_language()})
            return Map("www.google.com", frame=f"https://www.google.com/maps/embed/v1/place?{asked}")
        if settings.MAP_TILES:
            host = urlsplit(settings.MAP_TILES).netloc.removeprefix("{s}.")
            return Map(host, tiles=settings.MAP_TILES, attribution=settings.MAP_ATTRIBUTION)
        return None

    @property
    def locator(self) -> Locator | None:
        return locator_of(self.venue)

    @property
    def facts(self) -> list[Fact]:
        venue = self.venue
        around = " ".join(text for text in (venue.steps, venue.toilet, venue.hearing) if text)
        facts = [
            Fact("train", _("By train or bus"), venue.by_train),
            Fact("car", _("By car"), venue.by_car),
            Fact("access", _("Getting around"), around),
        ]
        return [fact for fact in facts if fact.value]
