"""Feeds: what is new, in one language, with addresses that stay."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.courses import make_course, page_of, translate
from tests.factories.downloads import make_product
from tests.factories.events import date_of, in_days, make_event
from tests.factories.journal import make_article
from tests.factories.pages import make_frame

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def read(client):
    def answer(path: str):
        said = client.get(path)
        assert said["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(said.content)

    return answer


def titles(feed) -> list[str]:
    return [node.text for node in feed.findall("a:entry/a:title", ATOM)]


def test_the_newest_comes_first_with_its_address_and_words(read):
    make_frame(tagline="Quiet.")
    make_course("The Long Exhale", summary="Fourteen short lessons.")
    make_course("Loops")

    feed = read("/feeds/en/courses.atom")

    last = feed.findall("a:entry", ATOM)[-1]
    assert titles(feed) == ["Loops", "The Long Exhale"]
    assert last.find("a:link", ATOM).get("href") == "http://testserver/en/courses/the-long-exhale/"
    assert last.findtext("a:summary", namespaces=ATOM) == "Fourteen short lessons."
    assert last.findtext("a:published", namespaces=ATOM)
    assert feed.findtext("a:title", namespaces=ATOM) == "Stillpoint: Courses"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_a_language_tells_only_what_is_written_in_it(read):
    course = make_course("The Long Exhale")
    translate(page_of(make_course("Loops")), "de", alias=True)
    german = translate(page_of(course), "de")
    german.title = "Das lange Ausatmen"
    german.save_revision().publish()

    assert titles(read("/feeds/de/courses.atom")) == ["Das lange Ausatmen"]
    assert titles(read("/feeds/ar/courses.atom")) == []


def test_an_entry_is_the_same_for_ever(read):
    page = page_of(make_course())
    before = read("/feeds/en/courses.atom").findtext("a:entry/a:id", namespaces=ATOM)
    page.title, page.slug = "Another title", "another"
    page.save_revision().publish()

    assert read("/feeds/en/courses.atom").findtext("a:entry/a:id", namespaces=ATOM) == before


def test_events_say_their_next_dates_that_take_place(read):
    event = make_event(dates=[in_days(-30), in_days(30), in_days(60)])
    gone = event.dates.order_by("-starts_at").first()
    event.dates.filter(pk=gone.pk).update(state="cancelled")

    words = read("/feeds/en/events.atom").findtext("a:entry/a:summary", namespaces=ATOM)

    assert words.startswith("You sit, walk and eat well.\nNext dates: ")
    assert ";" not in words
    assert date_of(event) is not None


def test_the_journal_can_be_followed(client, read):
    page = make_article("Why we count breaths")

    assert titles(read("/feeds/en/journal.atom")) == ["Why we count breaths"]
    assert 'href="/feeds/en/journal.atom"' in client.get(page.get_parent().url).content.decode()


def test_more_entries_cost_no_more_queries(client):
    make_event("One")
    client.get("/feeds/en/events.atom?first")
    with CaptureQueriesContext(connection) as few:
        client.get("/feeds/en/events.atom?few")
    for number in range(3):
        make_event(f"More {number}")

    with CaptureQueriesContext(connection) as many:
        client.get("/feeds/en/events.atom?many")

    assert len(many) <= len(few)


def test_lists_name_their_feed_and_what_there_is_not_is_not_found(client):
    make_product()

    html = client.get("/en/shop/").content.decode()

    assert 'type="application/atom+xml" title="Shop" href="/feeds/en/products.atom"' in html
    assert client.get("/feeds/en/rabbits.atom").status_code == 404
    assert client.get("/feeds/fr/courses.atom").status_code == 404
