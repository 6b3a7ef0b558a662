"""Every page of the demonstration as a visitor gets it who does nothing: weight, queries, and what it asks for."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from courses.catalogue.pages import CourseIndexPage, CoursePage

pytestmark = pytest.mark.whole

MOST_BYTES = 60 * 1024
MOST_OF_SCRIPT = 12 * 1024  # gzip, beside htmx
MOST_QUERIES = {CourseIndexPage: 12, CoursePage: 14}  # two are what people say of the course
LANGUAGES = ("en", "ar")


class Asked(HTMLParser):
    """What a browser would fetch for a page, and what it would run without fetching."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in given.get("type", "")):
            self.inline.append(tag)
        if tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            self.fetched.append(given["href"])
        if tag in ("script", "img", "source", "iframe", "video", "audio", "track"):
            pictures = [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
            self.fetched += [*pictures, *(given[name] for name in ("src", "poster") if given.get(name))]
        if tag == "form":
            self.fetched.append(given.get("action", ""))


def pages_of_the_tree() -> Iterator[Page]:
    """Live pages that people read, in the languages that are written."""
    for page in Page.objects.live().filter(locale__language_code__in=LANGUAGES, depth__gt=1).specific():
        if page.url and not page.url.endswith("/admin/"):
            yield page


@pytest.fixture
def visited(demonstration, db):
    """Each page with the answer that a new browser gets."""

    def visit(model=Page):
        for page in pages_of_the_tree():
            if isinstance(page, model):
                yield page, Client().get(page.url)

    return visit


def test_every_page_is_light_and_runs_nothing_of_its_own_and_asks_nobody_else(visited):
    wrong, seen = [], 0
    for page, answer in visited():
        if answer.status_code in (301, 302):
            continue  # a chapter leads to its course
        html, seen = answer.content.decode(), seen + 1
        asked = Asked(html)
        foreign = [address for address in asked.fetched if urlsplit(address).netloc not in ("", "testserver")]
        policy = answer.headers["Content-Security-Policy"]
        found = [
            answer.status_code != 200 and f"answers {answer.status_code}",
            len(html.encode()) > MOST_BYTES and f"{len(html.encode())} bytes",
            weight_of_scripts(asked.fetched) > MOST_OF_SCRIPT and "is heavy with script",
            foreign and f"asks {foreign}",
            asked.inline and f"has inside {asked.inline}",
            answer.cookies and f"sets {list(answer.cookies)}",
            "unsafe" in policy and policy,
        ]
        wrong += [f"{page.url}: {what}" for what in found if what]

    assert wrong == []
    assert seen > 40


def weight_of_scripts(fetched: list[str]) -> int:
    own = {name for name in fetched if name.startswith("/static/js/")}
    return sum(len(gzip.compress((settings.ROOT / name.lstrip("/")).read_bytes())) for name in own)


@pytest.mark.parametrize("model", MOST_QUERIES)
def test_pages_that_sell_cost_few_queries(demonstration, db, model):
    too_many = []
    for page in pages_of_the_tree():
        if not isinstance(page, model):
            continue
        Client().get(page.url)  # what Wagtail remembers of its sites is remembered now
        with CaptureQueriesContext(connection) as queries:
            Client().get(page.url)
        # In production the cache is no table.
        asked = [query["sql"] for query in queries if "cache_entry" not in query["sql"]]
        if len(asked) > MOST_QUERIES[model]:
            too_many.append(f"{page.url}: {len(asked)}")

    assert too_many == []


def test_what_is_looked_for_would_be_found():
    bad = '<p style="x" onclick="y"><script>z</script><img src="//elsewhere.example/a.png" srcset="/b.png 2x">'

    asked = Asked(bad)

    assert asked.inline == ["p style", "p onclick", "script"]
    assert asked.fetched == ["/b.png", "//elsewhere.example/a.png"]
