"""The picture that stands where a page is shared: its title beside its own picture."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from home.sharing import press
from home.sharing.press import NotDrawn
from home.sharing.tidying import forget_old_pictures, marks_shown
from outbox import registry
from tests.factories.courses import make_course, make_cover, make_locale, make_person, page_of, translate
from tests.factories.pages import make_frame, make_page
from tests.factories.translating import follow

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


@pytest.fixture
def drawn(client, settings, tmp_path):
    """Draws the picture that a page's head names, into a folder of its own; gives under which name it is kept."""
    settings.MEDIA_ROOT = tmp_path

    def draw(path: str) -> str:
        here = address(client, path)
        assert client.get(here).status_code == 200
        return f"shared/{here.rpartition('/')[2]}"

    return draw


def test_pictures_that_no_page_shows_any_more_are_forgotten(drawn):
    titled, pictured, gone = make_page("About us"), page_of(make_course(cover=make_cover())), make_page("Gone")
    make_person("Inés Calderón")
    make_page("Calm")
    stay = [drawn("/en/calm/"), drawn("/en/people/ines-calderon/")]
    old = [drawn(page.url) for page in (titled, pictured, gone)]
    titled.title = "Who we are"
    titled.save_revision().publish()
    pictured.cover = make_cover("Another", "olive")
    pictured.save_revision().publish()
    gone.unpublish()
    stay += [drawn(page.url) for page in (titled, pictured)]

    counts = [forget_old_pictures(at=timezone.now() + timedelta(days=2)) for _twice in range(2)]

    assert counts == [3, 0]
    assert [name for name in [*stay, *old] if default_storage.exists(name)] == stay


def test_a_picture_of_today_is_never_forgotten(drawn):
    page = make_page("About us")
    kept = drawn(page.url)
    page.unpublish()

    assert forget_old_pictures(at=timezone.now()) == 0
    assert default_storage.exists(kept)


def test_pages_in_another_languages_words_and_people_without_any_keep_theirs(drawn):
    make_frame("de", name="Ruhepol")
    make_locale("de")
    make_page("About us")
    make_person("Inés Calderón")
    follow("de")
    kept = [drawn("/de/about-us/"), drawn("/de/people/ines-calderon/")]

    assert forget_old_pictures(at=timezone.now() + timedelta(days=2)) == 0
    assert all(default_storage.exists(name) for name in kept)


def test_where_nothing_was_ever_drawn_nothing_is_forgotten(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    assert forget_old_pictures(at=timezone.now()) == 0


def test_more_pages_ask_no_more_when_pictures_are_tidied():
    counts = []
    for titles in (["One"], ["Two", "Three"]):
        for title in titles:
            make_page(title, social_image=make_cover(title))
            make_person(title, portrait=make_cover(title))
        with CaptureQueriesContext(connection) as asked:
            marks_shown()
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_it_is_done_each_day():
    assert registry.recurring["sharing.tidy"].every == timedelta(days=1)


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
