"""Maps for search engines, what they may ask for, and addresses that have changed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories.courses import make_course, make_home, make_person, page_of, translate
from tests.factories.events import make_event
from tests.factories.pages import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HERE = "http://testserver"


@pytest.fixture
def listed(client):
    """By address in the map of a language, its addresses in all languages."""

    def read(language: str) -> dict[str, dict[str, str]]:
        root = ElementTree.fromstring(client.get(f"/sitemap-{language}.xml").content)
        return {
            url.findtext("s:loc", namespaces=NAMES).removeprefix(HERE): {
                link.get("hreflang"): link.get("href").removeprefix(HERE) for link in url.findall("x:link", NAMES)
            }
            for url in root.findall("s:url", NAMES)
        }

    return read


def german(page: Page, **fields) -> Page:
    translated = translate(page, "de")
    for name, value in fields.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return translated


def test_the_index_names_the_map_of_each_language(client):
    make_home()

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)

    maps = [node.text for node in root.findall("s:sitemap/s:loc", NAMES)]
    assert maps == [f"{HERE}/sitemap-{code}.xml" for code in ("en", "de", "es", "ar")]
    assert client.get("/sitemap-xx.xml").status_code == 404


def test_robots_are_told_where_the_maps_are(client):
    said = client.get("/robots.txt")

    assert said["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {HERE}/sitemap.xml" in said.content.decode()
    assert "Disallow: /admin/" in said.content.decode()


def test_maps_have_what_is_open_written_and_not_hidden(listed):
    about = make_page("About us")
    german(about, title="Über uns", slug="ueber-uns")
    translate(about, "ar", alias=True)
    make_page("Secret tea", hidden=True)
    make_page("A draft").unpublish()
    PageViewRestriction.objects.create(page=make_page("For members"), restriction_type="login")
    make_course()
    make_event()
    make_person("Bela Horváth")

    english, arabic = listed("en"), listed("ar")

    assert list(english) == [
        "/en/",
        "/en/about-us/",
        "/en/courses/",
        "/en/courses/the-long-exhale/",
        "/en/events/",
        "/en/events/seven-days-of-quiet/",
        "/en/write-to-us/",
        "/en/people/",
        "/en/people/bela-horvath/",
    ]
    assert english["/en/about-us/"] == {"en": "/en/about-us/", "de": "/de/ueber-uns/", "x-default": "/en/about-us/"}
    assert list(arabic) == ["/ar/write-to-us/", "/ar/people/"]


def test_a_map_says_what_heads_of_pages_say(client, listed):
    german(make_page("About us"), title="Über uns", slug="ueber-uns")
    german(page_of(make_course()))
    make_person()

    for language in ("en", "de"):
        for path, others in listed(language).items():
            html = client.get(path).content.decode()
            heads = re.findall(rf'<link rel="alternate" hreflang="([\w-]+)" href="{HERE}([^"]+)"', html)
            assert f'<link rel="canonical" href="{HERE}{path}">' in html
            assert dict(heads) == others
            assert "noindex" not in html


def test_more_pages_cost_no_more_queries(client):
    make_course("One")
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap-en.xml")
    for number in range(4):
        make_course(f"More {number}")
        make_page(f"Page {number}")

    with CaptureQueriesContext(connection) as many:
        client.get("/sitemap-en.xml?again")

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("address", "canonical", "robots"),
    [
        ("/en/courses/?utm_source=x", "/en/courses/", False),
        ("/en/courses/?sort=title", "/en/courses/", False),
        ("/en/courses/?page=2", "/en/courses/?page=2", False),
        ("/en/courses/?level=beginner", None, True),
        ("/en/courses/?level=beginner&page=2", None, True),
        ("/en/events/?view=month", None, True),
        ("/en/events/seven-days-of-quiet/?date=2027-01-01", "/en/events/seven-days-of-quiet/", False),
        ("/en/search/?q=breath", None, True),
        ("/en/cart/", None, True),
        ("/en/account/login/", None, True),
        ("/en/write-to-us/?topic=order", "/en/write-to-us/", False),
    ],
)
def test_each_address_counts_once_or_not_at_all(client, monkeypatch, address, canonical, robots):
    monkeypatch.setattr("home.listing.catalogue.ON_A_PAGE", 1)
    for title in ("One", "Two", "Three"):
        make_course(title, level="beginner")
    make_event()

    html = client.get(address).content.decode()

    assert re.findall(rf'<link rel="canonical" href="{HERE}([^"]+)"', html) == ([canonical] if canonical else [])
    assert ('<meta name="robots" content="noindex' in html) == robots
    if robots or "page=2" in address:
        assert 'rel="alternate" hreflang' not in html


def test_pages_of_a_list_are_told_apart_by_their_titles(client, monkeypatch):
    monkeypatch.setattr("home.listing.catalogue.ON_A_PAGE", 1)
    make_course("One")
    make_course("Two")

    html = client.get("/en/courses/?page=2").content.decode()

    assert "<title>Courses, Page 2 of 2 – Stillpoint</title>" in html


def test_an_earlier_address_leads_to_the_page_and_so_do_those_below(client, django_capture_on_commit_callbacks):
    house = make_page("The house")
    make_page("The shed", parent=house)
    house.slug = "the-home"
    with django_capture_on_commit_callbacks(execute=True):
        house.save_revision().publish()

    moved = [client.get(path) for path in ("/en/the-house/", "/en/the-house/the-shed/")]

    assert [(answer.status_code, answer["Location"]) for answer in moved] == [
        (301, "/en/the-home/"),
        (301, "/en/the-home/the-shed/"),
    ]


def test_a_page_that_is_moved_is_found_under_its_old_address(client):
    house, shed = make_page("The house"), make_page("The shed")
    shed.move(house, pos="last-child")

    assert client.get("/en/the-shed/")["Location"] == "/en/the-house/the-shed/"


def test_an_address_with_another_languages_words_leads_to_the_page(client):
    german(make_page("About us"), title="Über uns", slug="ueber-uns")

    answer = client.get("/de/about-us/")

    assert (answer.status_code, answer["Location"]) == (301, "/de/ueber-uns/")


def test_what_is_not_there_in_a_language_says_in_it_where_it_is(client):
    german(make_page("The house"))
    make_page("Über uns", parent=make_page("The house again"))

    answer = client.get("/de/the-house-again/uber-uns/")

    html = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="de" dir="ltr">' in html
    assert re.search(r'<a href="/en/the-house-again/uber-uns/" lang="en"[^>]*>Über uns</a>', html)


def test_an_address_that_is_nowhere_is_told_in_its_language(client):
    make_home()

    html = client.get("/ar/nowhere/").content.decode()

    assert '<html lang="ar" dir="rtl">' in html
    assert "hreflang=" not in html.partition("<main")[2].partition("</main>")[0]
