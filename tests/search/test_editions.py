"""What a process keeps of the listings is as new as they are, and only what has changed is read anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import writing
from search.documents import Document
from search.models import Thing, Word
from tests.search.conftest import days, make_listing, person, said, town

pytestmark = pytest.mark.django_db


def write_anew(document: Document, **changes) -> None:
    thing = Thing.objects.get(key=document.key)
    thing.wanted += 1
    thing.save()
    writing.write([thing], [replace(document, **changes)], at=timezone.now())


def take_away(document: Document) -> None:
    writing.write([Thing.objects.get(key=document.key)], [], at=timezone.now())


def test_what_has_changed_counts_as_it_is_now(ask):
    lagos = town("Lagos", 37.1, -8.67)
    walk = make_listing("Walk", kind="event", prices={"EUR": 900}, place=lagos, free=True, rating=4.5)
    make_listing("Walk twice", prices={"EUR": 9900})
    assert ask("walk").counts["price"] == {"low": 1, "middle": 1}

    write_anew(walk, prices={"USD": 9900}, place=None, free=False, rating=None, level="all", title="A walk at dawn")

    found = ask("walk")
    assert [said(hit.title) for hit in found.hits] == ["Walk twice", "A walk at dawn"]
    assert found.counts["price"] == {"middle": 1}
    assert (found.counts["place"], found.counts["places"], found.counts["rating"]) == ({}, {}, {})
    assert found.counts["level"] == {"all": 1}
    assert ask("walk", most=1000).total == ask("dawn", chosen={"places": ["free"]}).total == 0


def test_what_is_taken_away_counts_no_more_and_comes_again(ask):
    walk = make_listing("Walk", kind="event", dates=(days(timezone.now().date()),))
    make_listing("Rest")
    assert ask("").total == 2

    take_away(walk)
    found = ask("")
    assert (found.total, found.counts["kind"], found.counts["month"]) == (1, {"course": 1}, {})

    write_anew(walk)
    assert ask("").counts["kind"] == {"course": 1, "event": 1}


def test_a_price_that_changes_makes_nothing_else_be_read(ask):
    walk = make_listing("Walk", prices={"EUR": 900})
    make_listing("Rest")
    ask("walk")
    write_anew(walk, prices={"EUR": 1000})

    with CaptureQueriesContext(connection) as queries:
        assert ask("walk", least=1000).total == 1

    (read,) = [query["sql"] for query in queries if "popularity" in query["sql"] and '"summary"' not in query["sql"]]
    assert '"edition" > ' in read
    assert not any("search_word" in query["sql"] for query in queries)


def test_a_search_asks_as_often_however_much_is_found(ask):
    def asked() -> int:
        ask("walk")
        with CaptureQueriesContext(connection) as queries:
            ask("walk", chosen={"kind": ["course"]})
        return len(queries)

    make_listing("Walk 1")
    few = asked()
    for number in range(2, 9):
        make_listing(f"Walk {number}", teachers=(person(f"Teacher{number}"),))

    assert asked() == few


def test_words_are_there_as_long_as_something_has_them(ask):
    walk, rest = make_listing("Walk quietly"), make_listing("Rest quietly")

    def there() -> set[str]:
        return set(Word.objects.values_list("word", flat=True))

    write_anew(walk, title="Stroll quietly")
    assert there() == {"stroll", "rest", "quietly"}
    assert ask("walc").total == 0

    take_away(walk)
    assert there() == {"rest", "quietly"}
    writing.forget(Thing.objects.filter(key=rest.key))
    assert there() == set()
    assert ask("").total == 0
