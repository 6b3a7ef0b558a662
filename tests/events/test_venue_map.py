"""The map of a venue: nobody is asked for it before somebody presses, and only whom the settings name."""

import pytest

from tests.factories.events import make_event, make_venue, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture
def page(client):
    return lambda **venue: client.get(page_of(make_event(venue=make_venue(**venue))).get_url())


def test_where_no_map_is_set_up_there_are_addresses_only(page):
    answer = page()

    assert "<venue-map" not in answer.content.decode()
    assert "openstreetmap.org" in answer.content.decode()
    assert "img-src 'self' data:;" in answer["Content-Security-Policy"]


def test_tiles_may_come_from_the_house_that_is_named_and_from_no_other(page, settings):
    settings.MAP_TILES = TILES
    answer = page()

    words = answer.content.decode()
    assert 'data-tiles="https://{s}.tiles.example.org/{z}/{x}/{y}.png"' in words
    assert 'data-latitude="37.31890"' in words
    assert "It comes from tiles.example.org" in words
    assert "img-src 'self' data: https://*.tiles.example.org;" in answer["Content-Security-Policy"]
    assert "frame-src" not in answer["Content-Security-Policy"]


def test_with_a_key_google_draws_it_in_a_frame(page, settings):
    settings.MAP_TILES, settings.GOOGLE_MAPS_KEY = TILES, "k&y"
    answer = page()

    assert "embed/v1/place?key=k%26y&amp;q=37.31890%2C-8.55610&amp;language=en" in answer.content.decode()
    assert "frame-src 'self' https://www.google.com;" in answer["Content-Security-Policy"]


def test_a_place_that_nobody_has_measured_has_no_map(page, settings):
    settings.MAP_TILES = TILES

    assert "<venue-map" not in page(latitude=None, longitude=None).content.decode()
