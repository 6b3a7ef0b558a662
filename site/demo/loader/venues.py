"""Venues, whole in every language."""

from __future__ import annotations

from decimal import Decimal

from wagtail.models import Locale

from demo.loader import pictures
from demo.loader.words import SOURCE, codes, key, read
from events.catalogue.venues import Venue


def load() -> None:
    """The English ones; translations of them are made with those of pages."""
    for code in codes("venues"):
        facts = read(SOURCE, f"venues/{code}")
        Venue.objects.update_or_create(
            translation_key=key("venues", code),
            locale=Locale.get_default(),
            defaults={
                "code": code,
                "street": facts["street"],
                "postcode": str(facts["postcode"]),
                "country": facts["country"],
                "latitude": Decimal(str(facts["lat"])),
                "longitude": Decimal(str(facts["lng"])),
                "zone": facts["timezone"],
                "picture": pictures.named(facts["picture"]),
                **venue_words(SOURCE, code),
            },
        )


def venue_words(language: str, code: str) -> dict[str, str]:
    """What is said of a venue in one language."""
    # A name that is the same in a language is said once, in English.
    words = read(SOURCE, f"venues/{code}") | read(language, f"venues/{code}")
    arriving, access = words["arriving"], words["access"]
    return {
        **{name: words[name] for name in ("name", "city", "text")},
        "by_train": arriving["train"],
        "by_car": arriving["car"],
        "steps": access["steps"],
        "toilet": access["toilet"],
        "hearing": access["hearing_loop"],
    }


def venue(code: str) -> Venue:
    return Venue.objects.get(translation_key=key("venues", code), locale=Locale.get_default())
