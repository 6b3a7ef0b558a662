"""A map comes when it is pressed for, and not before."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Device

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("device", [Device(), Device(keyboard=True, language="ar", dark=True)], ids=str)
def test_a_map_comes_when_it_is_pressed_for(arrive, device):
    guest = arrive(device)
    guest.go(f"/{device.language}/events/five-slow-days/")
    expect(guest.page.locator(".leaflet-container")).to_have_count(0)
    assert not guest.page.evaluate("performance.getEntriesByType('resource').some(one => one.name.includes('leaflet'))")

    guest.press("venue-map button")

    guest.sees("venue-map .leaflet-container .leaflet-tile-loaded")
    guest.sees("venue-map .venue__pin[aria-label]")
    guest.looks("event, map of the venue")
    guest.without_trouble()


def test_without_script_there_are_addresses_only(arrive):
    guest = arrive(Device(script=False))
    guest.go("/en/events/five-slow-days/")

    expect(guest.page.locator("venue-map")).to_be_hidden()
    guest.sees("#house a[href*='openstreetmap.org'], main a[href*='openstreetmap.org']")
    guest.without_trouble()
