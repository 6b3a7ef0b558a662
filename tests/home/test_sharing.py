"""The picture that stands where a page is shared: its title beside its own picture."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from home.sharing import press
from home.sharing.press import NotDrawn
from tests.factories.courses import make_course, make_cover, make_person, page_of, translate
from tests.factories.pages import make_frame, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NIGHT, TEAL = (26, 27, 48), (0, 128, 128)


@pytest.fixture
def shared(client):
    """The picture that a page's head names."""

    def look(path: str) -> Image.Image:
        answer = client.get(address(client, path))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        return Image.open(BytesIO(answer.content))

    return look


def address(client, path: str) -> str:
    html = client.get(path).content.decode()
    (full,) = re.findall(r'<meta property="og:image" content="http://testserver([^"]+)"', html)
    assert f'<meta name="twitter:image" content="http://testserver{full}">' in html
    return full


def near(pixel: tuple, colour: tuple) -> bool:
    return all(abs(one - other) < 14 for one, other in zip(pixel, colour, strict=True))


def test_the_title_stands_where_reading_begins_and_the_picture_beside_it(client, shared):
    course = make_course(cover=make_cover())
    arabic = translate(page_of(course), "ar")
    arabic.title = "الزفير الطويل"
    arabic.save_revision().publish()

    english, other = shared(page_of(course).url), shared(arabic.url)

    assert english.size == other.size == (1200, 630)
    assert near(english.getpixel((20, 20)), NIGHT) and near(english.getpixel((1180, 20)), TEAL)
    assert near(other.getpixel((1180, 20)), NIGHT) and near(other.getpixel((20, 20)), TEAL)


def test_a_page_without_a_picture_has_the_shops_and_a_shop_without_one_has_words_alone(client, shared):
    make_page("About us")
    assert near(shared("/en/about-us/").getpixel((1180, 20)), NIGHT)

    make_frame(social_image=make_cover())

    assert near(shared("/en/about-us/").getpixel((1180, 20)), TEAL)


def test_somebody_who_teaches_is_shared_with_their_portrait(client, shared):
    make_page()
    make_person("Bela Horváth", portrait=make_cover())

    assert near(shared("/en/people/bela-horvath/").getpixel((1180, 20)), TEAL)


def test_it_is_drawn_once_and_kept_for_ever_by_its_address(client, monkeypatch):
    make_page("About us")
    here = address(client, "/en/about-us/")
    first = client.get(here)
    monkeypatch.setattr(press, "_press", [])

    again = client.get(here)

    assert again.content == first.content
    assert "immutable" in again["Cache-Control"]
    assert default_storage.exists(f"shared/{here.rpartition('/')[2]}")


def test_another_title_has_another_address_and_the_old_one_leads_there(client):
    page = make_page("About us")
    before = address(client, "/en/about-us/")
    page.title = "Who we are"
    page.save_revision().publish()

    after = address(client, "/en/about-us/")

    assert before != after
    assert client.get(before)["Location"] == f"http://testserver{after}"


def test_nobody_has_pictures_drawn_of_what_is_not_published(client):
    page = make_page("About us")
    here = address(client, "/en/about-us/")
    page.unpublish()

    assert client.get(here).status_code == 404
    assert client.get("/en/share/999999/nothing.jpg").status_code == 404
    assert client.get("/en/share/people/nobody/nothing.jpg").status_code == 404


def test_where_the_press_does_not_work_it_comes_later(client, monkeypatch):
    make_page("About us", summary="Other words.")

    def broken(template, words):
        raise NotDrawn("No.")

    monkeypatch.setattr(press, "_press", [broken])
    page = make_page("A title that nobody has drawn yet")

    answer = client.get(address(client, page.url))

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_a_picture_that_was_chosen_for_sharing_stands_as_it_is(client):
    make_page("About us", social_image=make_cover())

    assert "fill-1200x630" in address(client, "/en/about-us/")


def test_languages_are_named_as_those_who_show_pages_ask(client):
    about = make_page("About us")
    translate(about, "de").save_revision().publish()

    html = client.get("/en/about-us/").content.decode()

    assert '<meta property="og:locale" content="en_GB">' in html
    assert re.findall(r'og:locale:alternate" content="(\w+)"', html) == ["de_DE"]
