"""Places of the shop that are no pages, such as the list of people: editors may link to them by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from home.links import Link

_places: dict[str, Place] = {}


@dataclass(frozen=True)
class Place:
    """A view that navigation may lead to: its name for editors and readers, and its address by name."""

    code: str
    label: str
    view: str
    listed: bool


def register_place(code: str, label: str, view: str, *, listed: bool = True) -> None:
    """Let editors put a view into the navigation and the footer, and search engines list it."""
    _places[code] = Place(code, label, view, listed)


def listed() -> list[str]:
    """The views that search engines may list."""
    return [place.view for place in _places.values() if place.listed]


def choices() -> list[tuple[str, str]]:
    """The places by code, for a form."""
    return [(place.code, place.label) for place in _places.values()]


def link_to(code: str) -> Link | None:
    """The way to a place, in the language that is active."""
    place = _places.get(code)
    return Link(reverse(place.view), str(place.label)) if place else None
