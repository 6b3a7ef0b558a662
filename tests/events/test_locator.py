"""Where a venue has no picture, a drawing says where it is: true to scale, in the reader's words, from nobody else."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from events.catalogue.locator import locator_of
from events.catalogue.place import Place
from events.catalogue.venues import Venue
from tests.factories.courses import make_cover
from tests.factories.events import make_event, make_venue, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def drawn(latitude: float, longitude: float):
    return locator_of(Venue(name="Casa Fonte", latitude=latitude, longitude=longitude))


def test_the_page_draws_where_it_is_and_asks_nobody(client):
    html = client.get(page_of(make_event(venue=make_venue())).get_url()).content.decode()

    drawing = html.split('<svg class="venue__drawing"')[1].split("</svg>")[0]
    assert 'aria-label="Drawing: Casa Fonte lies at Monchique, Portugal"' in drawing
    assert "http" not in drawing
    assert "37.319° N, 8.556° W" in html


def test_a_picture_shows_it_better(client):
    html = client.get(page_of(make_event(venue=make_venue(picture=make_cover()))).get_url()).content.decode()

    assert "venue__drawing" not in html


def test_a_place_that_nobody_has_measured_is_not_drawn():
    assert locator_of(Venue(name="Somewhere")) is None


def test_the_grid_stands_where_the_degrees_are():
    shown = drawn(37.0, -9.0)

    assert [(line.at, line.label) for line in shown.parallels] == [(150.0, "37° N")]
    assert [(line.at, line.label) for line in shown.meridians] == [
        (47.2, "10° W"),
        (225.0, "9° W"),
        (402.8, "8° W"),
    ]
    assert [(ring["radius"], ring["label"]) for ring in shown.rings] == [(100.0, "50 km"), (50.0, "25 km")]


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        (0, 0, "0° N, 0° E"),
        (-90, 180, "90° S, 180° E"),
        (90, -180, "90° N, 180° W"),
        (-33.8688, 151.2093, "33.869° S, 151.209° E"),
    ],
)
def test_every_place_on_the_globe_can_be_drawn(latitude, longitude, said):
    shown = drawn(latitude, longitude)

    assert shown.point == said
    assert all(0 <= line.at <= shown.width for line in shown.meridians)
    assert all(0 <= line.at <= shown.height for line in shown.parallels)


def test_degrees_are_written_in_the_readers_language():
    with translation.override("de"):
        assert drawn(52.5, 13.405).point == "52,5° N, 13,405° O"


def test_the_drawing_is_read_by_browsers_in_every_language():
    place = Place(make_venue())
    with translation.override("de"):
        html = render_to_string("partials/venue_locator.html", {"place": place, "locator": place.locator})

    assert 'cx="225.0"' in html
    assert "37,319° N" in html
