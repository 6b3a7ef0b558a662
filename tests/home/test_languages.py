"""A page in the language that the browser asks for, what stands in for one, and words not translated yet."""

from __future__ import annotations

import re

import pytest
from wagtail.models import Page

from tests.factories.courses import make_home, translate
from tests.factories.pages import make_page
from tests.factories.shop import make_postcard

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

GERMAN = "de-AT,de;q=0.9,en;q=0.8"


@pytest.fixture
def about() -> Page:
    page = make_page("About us")
    german = translate(page, "de")
    german.slug = "ueber-uns"
    german.save_revision().publish()
    return page


def offered(client, path: str, language: str = GERMAN) -> tuple[str, str] | None:
    """The way that the line offers, and its words."""
    html = client.get(path, headers={"Accept-Language": language}).content.decode()
    line = html.partition('<aside class="language-line"')[2].partition("</aside>")[0]
    found = re.search(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', line)
    return found and found.groups()


def test_a_browser_that_asks_for_another_language_is_offered_the_page_in_it(client, about):
    assert offered(client, "/en/about-us/") == ("/de/ueber-uns/", "Diese Seite auf Deutsch lesen")
    assert offered(client, "/de/ueber-uns/", "en-GB") == ("/en/about-us/", "Read this page in English")


@pytest.mark.parametrize("language", ["en", "en-US,de;q=0.5", "fr", "", "*", "es", "q=;;,", "x" * 5000])
def test_nothing_is_offered_to_whoever_reads_this_language_or_none_of_ours(client, about, language):
    assert offered(client, "/en/about-us/", language) is None


def test_nobody_is_led_away_from_an_address_unasked(client, about):
    answer = client.get("/en/about-us/", headers={"Accept-Language": GERMAN})

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Vary"] == "Accept-Language"


@pytest.mark.parametrize(("asked", "there"), [(GERMAN, "/de/"), ("fr", "/en/"), ("ar-EG", "/ar/")])
def test_the_address_without_a_language_leads_to_the_browsers(client, asked, there):
    make_home()

    answer = client.get("/", headers={"Accept-Language": asked})

    assert (answer.status_code, answer["Location"]) == (302, there)
    assert "Accept-Language" in answer["Vary"]


def test_one_press_puts_the_line_away_and_leads_back(client, about):
    came = {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/en/about-us/"}

    answer = client.post("/en/language-line/", headers=came)

    assert answer["Location"] == "http://testserver/en/about-us/"
    assert offered(client, "/en/about-us/") is None


def test_another_site_cannot_put_it_away(client, about):
    assert client.post("/en/language-line/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_pages_that_are_kept_are_kept_for_each_wish(client, about, settings):
    settings.PAGES_KEPT_SECONDS = 60

    assert offered(client, "/en/about-us/", "en") is None
    assert offered(client, "/en/about-us/") is not None
    assert offered(client, "/en/about-us/", "en") is None


def test_what_stands_in_for_a_page_says_so_and_where_that_is(client):
    house = make_page("The house")
    translate(house, "de").save_revision().publish()
    shed = make_page("The shed", parent=house)
    english = client.get("/en/the-house/the-shed/").content.decode()
    (way,) = set(re.findall(r'<a href="([^"]+)" lang="de"', english))

    german = client.get(way).content.decode()

    assert way == f"/de/the-house/?instead_of={shed.pk}"
    assert re.search(r'<a href="/en/the-house/the-shed/" lang="en"[^>]*>The shed</a> \(Englisch\)', german)
    assert "instead_of" not in german.partition('id="foot-languages"')[2]


@pytest.mark.parametrize("asked", ["x", "-1", "", "99999999999999999999", "٣", "1%00", "999999"])
def test_what_stands_in_for_nothing_says_nothing(client, about, asked):
    html = client.get(f"/en/about-us/?instead_of={asked}").content.decode()

    assert 'class="wrapper other-language"' not in html


def test_another_language_keeps_what_is_in_the_cart(client, about):
    came = {"Sec-Fetch-Site": "same-origin"}
    client.post("/en/cart/add/", {"offer": make_postcard("Lake in March").key}, headers=came)
    html = client.get("/en/about-us/").content.decode()
    (way,) = set(re.findall(r'<a href="([^"]+)" lang="de"', html))

    client.get(way)

    assert "Lake in March" in client.get("/de/cart/").content.decode()


def test_what_is_not_published_is_not_named(client, about):
    german = make_page("Secret")
    german.unpublish()

    assert "Secret" not in client.get(f"/de/ueber-uns/?instead_of={german.pk}").content.decode()


def test_a_page_in_another_languages_words_says_in_which(client):
    translate(make_page("About us"), "de", alias=True)

    html = client.get("/de/about-us/").content.decode()

    assert "in einer anderen Sprache (Englisch)" in html
