"""Every public address of the demonstration in all four languages, by the links that lead to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from tests.demo.reading import Read, mistakes_in, read
from tests.leftovers import interface, untranslated
from tests.schema_org import things_of, wrong_in

pytestmark = pytest.mark.prove

HERE = "http://testserver"
LANGUAGES = {"en": "ltr", "de": "ltr", "es": "ltr", "ar": "rtl"}
MOST_QUESTIONS = 3  # of each path: filters have each other's links without end
MOST_ALIKE = 6  # of addresses that differ by their numbers, such as those to report a review at
NUMBER = re.compile(r"/\d+(?=/|$)")
PAGE = "text/html; charset=utf-8"
TAGS = re.compile(r"<[^>]+>")


class Crawl:
    """What was found, by path and question."""

    def __init__(self) -> None:
        self.client = Client()
        self.statuses: dict[str, int] = {}
        self.pages: dict[str, Read] = {}
        self.html: dict[str, str] = {}
        self.linked_from: dict[str, str] = {}
        self._waiting: list[str] = []
        self._alike: Counter[str] = Counter()

    def walk(self, addresses: list[str]) -> Crawl:
        for address in addresses:
            self._note(address, "the tree")
        while self._waiting:
            self._visit(self._waiting.pop(0))
        return self

    def _note(self, address: str, source: str) -> None:
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" not in ("://", HERE) or parts.path.startswith(("/admin/", "/static/")):
            return
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if path in self.linked_from:
            return
        alike = parts.path if parts.query else NUMBER.sub("/0", parts.path)
        if parts.query or alike != parts.path:
            self._alike[alike] += 1
            if self._alike[alike] > (MOST_QUESTIONS if parts.query else MOST_ALIKE):
                return
        self.linked_from[path] = source
        self._waiting.append(path)

    def _visit(self, path: str) -> None:
        answer = self.client.get(path)
        self.statuses[path] = answer.status_code
        if answer.status_code in (301, 302):
            self._note(answer["Location"], path)
        elif answer.status_code == 200 and answer["Content-Type"] == PAGE:
            html = answer.content.decode()
            # A question is only asked: what it leads to is linked from the plain page as well.
            self.html[path] = html
            self.pages[path] = read(f"{HERE}{path}", html)
            if "?" not in path:
                for link in sorted(self.pages[path].links):
                    self._note(link, path)

    def languages(self):
        """Each page with the language that its address says."""
        for path, page in self.pages.items():
            yield path, page, path.split("/")[1]

    @property
    def counted(self) -> dict[str, Read]:
        """What search engines may list."""
        return {path: page for path, page in self.pages.items() if not page.robots}


@pytest.fixture(scope="module")
def crawl(demonstration) -> Crawl:
    tree = [page.url for page in Page.objects.live().filter(depth__gt=1).select_related("locale") if page.url]
    return Crawl().walk([*tree, *(f"/{code}/{place}/" for code in LANGUAGES for place in ("people", "write-to-us"))])


@pytest.fixture(scope="module")
def mapped(demonstration) -> set[str]:
    """What the maps for search engines name."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    maps = [Client().get(f"/sitemap-{code}.xml").content for code in LANGUAGES]
    return {node.text for one in maps for node in ElementTree.fromstring(one).iter(name)}


def test_every_link_leads_somewhere(crawl):
    dead = {
        path: (status, crawl.linked_from[path])
        for path, status in crawl.statuses.items()
        if status not in (200, 301, 302)
    }

    assert dead == {}
    assert Counter(language for _path, _page, language in crawl.languages())["ar"] > 80


def test_every_page_says_its_language_and_direction(crawl):
    wrong = [
        path for path, page, code in crawl.languages() if (page.language, page.direction) != (code, LANGUAGES[code])
    ]

    assert wrong == []


def test_every_page_counts_under_its_own_address_or_not_at_all(crawl):
    wrong = []
    for path, page in crawl.pages.items():
        own = f"{HERE}{path.partition('?')[0]}"
        allowed = {own, f"{HERE}{path}"} if "page=" in path else {own}
        if (page.canonical not in allowed) if not page.robots else page.canonical:
            wrong.append((path, page.canonical, page.robots))

    assert wrong == []


def test_languages_of_a_page_name_each_other(crawl):
    wrong = []
    for path, page in crawl.pages.items():
        if not page.alternates:
            continue
        by_address = {address.removeprefix(HERE) for address in page.alternates.values()}
        others = [crawl.pages.get(other) for other in by_address]
        if path.partition("?")[0] not in by_address or "x-default" not in page.alternates:
            wrong.append((path, "does not name itself"))
        if any(other is None or other.alternates != page.alternates for other in others):
            wrong.append((path, page.alternates))

    assert wrong == []


def test_maps_name_what_counts_and_nothing_else(crawl, mapped):
    counted = {page.canonical for page in crawl.counted.values() if "?" not in page.canonical}

    assert mapped - counted == set()
    assert counted - mapped == set()


def test_titles_are_different_and_descriptions_say_something(crawl):
    titles = defaultdict(set)
    for page in crawl.counted.values():
        if "?" not in page.canonical:
            titles[page.language, page.title].add(page.canonical)

    assert {title: found for title, found in titles.items() if len(found) > 1} == {}
    assert [path for path, page in crawl.counted.items() if not page.description or not page.picture] == []


def test_what_pages_tell_search_engines_is_right(crawl):
    wrong = {
        path: sentences
        for path, html in crawl.html.items()
        if (sentences := [sentence for thing in things_of(html) for sentence in wrong_in(thing)])
    }

    assert wrong == {}


def test_every_page_is_as_the_standard_wants_it(crawl):
    plain = {path: html for path, html in crawl.html.items() if "?" not in path}
    wrong = {path: mistakes for path, html in plain.items() if (mistakes := mistakes_in(html))}
    wrong |= {path: page.doubled for path, page in crawl.pages.items() if page.doubled}
    wrong |= {path: page.missing for path, page in crawl.pages.items() if page.missing}

    assert wrong == {}


@pytest.mark.parametrize("language", ["de", "es", "ar"])
def test_no_words_are_left_in_english_that_have_a_translation(crawl, language):
    english = interface(language) | segments(language)
    left = defaultdict(set)
    for path, page, code in crawl.languages():
        for words in page.words & english if code == language else ():
            left[words].add(path)

    assert {words: sorted(paths)[:3] for words, paths in left.items()} == {}


def segments(language: str) -> set[str]:
    """English words of editors that are translated otherwise."""
    rows = StringTranslation.objects.filter(locale=Locale.objects.get(language_code=language))
    pairs = rows.values_list("translation_of__data", "data")
    return untranslated((TAGS.sub("", source), TAGS.sub("", said)) for source, said in pairs)


def test_what_is_looked_for_would_be_found():
    bad = (
        '<!doctype html><html lang="de" dir="ltr"><head><title>A</title></head><body>'
        '<p id="a">Skip <i lang="en">This</i>'
        '<p id="a"><label for="b">Name</label><a href="/x/#y" aria-label="Go on">z</b></body></html>'
    )

    page = read(f"{HERE}/de/", bad)

    assert (page.language, page.doubled, page.missing, page.links) == ("de", ["a"], ["b"], {f"{HERE}/x/"})
    assert {"Skip", "Go on"} <= page.words and "This" not in page.words
    assert any("unexpected-end-tag" in mistake for mistake in mistakes_in(bad))
    assert untranslated([("Name", "Name"), ("Skip", "Weiter")]) == {"Skip"}
