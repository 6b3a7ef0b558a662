"""The house itself: its words, themes, people and places."""

import re

from checking.rules import THEMES, bad, between, need, picture

SITE_FIELDS = ["brand", "tagline", "opening", "navigation", "sections", "newsletter", "contact", "footer", "unrecorded"]
VENUE_FIELDS = ["name", "picture", "street", "postcode", "city", "country", "lat", "lng", "timezone", "arriving"]
VENUE_FIELDS += ["access", "text"]
# South, north, west, east, and the clock of each country that a venue stands in.
COUNTRIES = {
    "PT": (36.9, 42.2, -9.6, -6.1, "Europe/Lisbon"),
    "DE": (47.2, 55.1, 5.8, 15.1, "Europe/Berlin"),
    "CH": (45.8, 47.9, 5.9, 10.5, "Europe/Zurich"),
}


def check_site(site):
    """The words that stand on every page."""
    need("site", site, SITE_FIELDS)
    for section in site["sections"]:
        need(f"site/{section.get('code')}", section, ["code", "title", "text"])


def check_themes(themes):
    """The five themes, in their order."""
    if [theme["code"] for theme in themes] != THEMES:
        bad("themes", "codes")
    for theme in themes:
        need(f"themes/{theme['code']}", theme, ["code", "title", "description"])


def check_people(people):
    """The teachers, each with a face of their own."""
    used = set()
    for code, person in people.items():
        where = f"people/{code}"
        if need(where, person, ["name", "role", "bio", "quote", "portrait"]):
            between(where, "bio", person["bio"], 80, 140)
            picture(where, person["portrait"])
            if person["portrait"] in used:
                bad(where, "portrait used twice")
            used.add(person["portrait"])


def check_venues(venues):
    """The places, which must lie where they say."""
    for code, venue in venues.items():
        where = f"venues/{code}"
        if need(where, venue, VENUE_FIELDS):
            picture(where, venue["picture"])
            need(where, venue["arriving"], ["train", "car"])
            need(where, venue["access"], ["steps", "toilet", "hearing_loop"])
            check_address(where, venue)


def check_address(where, venue):
    """Country, co-ordinates and clock agree."""
    if not re.match(r"^[A-Z]{2}$", str(venue["country"])) or type(venue["postcode"]) is not str:
        bad(where, "country or postcode")
    if venue["country"] not in COUNTRIES:
        return bad(where, "a country that the check does not know")
    south, north, west, east, clock = COUNTRIES[venue["country"]]
    if not (south <= venue["lat"] <= north and west <= venue["lng"] <= east):
        bad(where, "co-ordinates outside the country")
    if venue["timezone"] != clock:
        bad(where, "timezone")
