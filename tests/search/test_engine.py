"""What every search engine keeps: the same tests for the database, on SQLite and PostgreSQL, and for others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.engine import Around
from tests.search.conftest import days, found_in, make_listing, person, said, theme, town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("en", "Breathing slowly", "breathe"),
        ("en", "Breathing slowly", "BREATHS"),
        ("de", "Übungen für den Atem", "übung"),
        ("de", "Übungen für den Atem", "ubung"),
        ("de", "Übungen für den Atem", "Uebung"),
        ("de", "Eine Atemübung", "Übungen"),
        ("de", "Schweigen am Wochenende", "Schweigewochenenden"),
        ("es", "La meditación", "meditaciones"),
        ("es", "La meditación", "meditacion"),
        ("ar", "دورة في التنفّس", "تنفس"),
        ("ar", "دورة في التنفّس", "والتَنَفُّس"),
        ("ar", "أوّل الأيّام", "اول الايام"),
    ],
)
def test_words_are_found_in_their_other_forms_and_without_accents(titles, language, written, typed):
    make_listing(written, language=language)
    make_listing("XYZ", language=language)

    assert titles(typed, language) == [written]


@pytest.mark.parametrize("typed", ["brething", "beathing", "breahting", "breathimg", "meditatoin"])
def test_one_slip_is_forgiven_and_spelled_as_it_is_here(ask, typed):
    make_listing("Breathing")
    make_listing("Meditation")

    found = ask(typed)

    assert found.total == 1
    assert found.suggestion in ("breathing", "meditation")


def test_two_slips_are_forgiven_in_long_words_and_none_in_short_ones(titles):
    make_listing("Meditation in Fes")

    assert titles("medittaion") == titles("meditasion") == ["Meditation in Fes"]
    assert titles("fas") == []


def test_names_stand_before_titles_before_summaries_before_text(titles):
    make_listing("In the text", text="Harbour and other words")
    make_listing("In the summary", summary="A harbour")
    make_listing("A harbour")
    make_listing("By a name", teachers=(person("Ada Harbour"),))

    assert titles("harbour")[0] == "By a name"
    assert titles("harbour")[1:] == ["A harbour", "In the summary", "In the text"]


def test_a_whole_title_comes_first_and_what_is_sold_out_or_over_sinks(titles):
    make_listing("Quiet days and more of it", free=False)
    make_listing("Quiet days were here", over=True)
    make_listing("Quiet days in spring", text="quiet quiet quiet")
    make_listing("Quiet days")

    assert titles("quiet days") == [
        "Quiet days",
        "Quiet days in spring",
        "Quiet days and more of it",
        "Quiet days were here",
    ]


def test_fresh_and_popular_break_ties(titles):
    old = timezone.now() - timedelta(days=900)
    make_listing("Walks one", published_at=old)
    make_listing("Walks two", published_at=old, popularity=90)
    make_listing("Walks three", published_at=timezone.now(), popularity=90)

    assert titles("walks") == ["Walks three", "Walks two", "Walks one"]


def test_two_words_must_both_be_there_as_far_as_they_are_known_here(titles):
    make_listing("Quiet morning")
    make_listing("Quiet evening")

    assert titles("quiet morning") == ["Quiet morning"]
    assert titles("quiet motorbike") == []
    assert titles("the quiet of a morning") == ["Quiet morning"]


def test_languages_are_apart(titles):
    make_listing("Atem", language="de")

    assert titles("atem", "de") == ["Atem"]
    assert titles("atem", "en") == []


def test_each_facet_counts_without_its_own_choice_and_others_narrow_it(ask):
    make_listing("One", kind="course", themes=(theme("Breath"),), prices={"EUR": 0})
    make_listing("Two", kind="course", themes=(theme("Yoga"),), prices={"EUR": 9900})
    make_listing("Three", kind="event", themes=(theme("Yoga"), theme("Breath")), prices={"EUR": 99000})

    found = ask(chosen={"theme": ["yoga"], "kind": ["course"]})

    assert [said(hit.title) for hit in found.hits] == ["Two"]
    assert found.counts["theme"] == {"breath": 1, "yoga": 1}
    assert found.counts["kind"] == {"course": 1, "event": 1}
    assert found.counts["price"] == {"middle": 1}
    assert ask(chosen={"theme": ["yoga", "breath"]}).total == 3


def test_days_prices_and_distance_narrow(titles):
    make_listing("May", kind="event", dates=(days(date(2031, 5, 9), 2),), place=town("Lagos", 37.1028, -8.673))
    make_listing("June", kind="event", dates=(days(date(2031, 6, 9)),), prices={"EUR": 5000}, free=True)
    make_listing("Always", prices={"EUR": 9000})

    assert titles(first=date(2031, 5, 11), last=date(2031, 5, 20)) == ["May"]
    assert titles(last=date(2031, 6, 30), sort="date") == ["May", "June"]
    assert titles(around=Around(37.3189, -8.5561, 50)) == ["May"]
    assert titles(around=Around(37.3189, -8.5561, 25)) == []
    assert titles(least=5000, most=5000) == ["June"]
    assert titles(chosen={"places": ["free"]}) == ["June"]
    assert titles(chosen={"month": ["2031-05"]}) == ["May"]


def test_it_is_sorted_as_asked_and_what_has_no_answer_comes_last(titles):
    now = timezone.now()
    make_listing("Dear", prices={"EUR": 900}, published_at=now - timedelta(days=2), rating=4.5)
    make_listing("Cheap", prices={"EUR": 100}, published_at=now - timedelta(days=3))
    make_listing("Not sold", published_at=now - timedelta(days=1), rating=3.0)

    assert titles(sort="price") == ["Cheap", "Dear", "Not sold"]
    assert titles(sort="-price") == ["Dear", "Cheap", "Not sold"]
    assert titles(sort="newest") == ["Not sold", "Dear", "Cheap"]
    assert titles(sort="rating") == ["Dear", "Not sold", "Cheap"]


def test_pages_follow_each_other_without_gap(titles):
    for number in range(5):
        make_listing(f"Walk {number}")

    pages = [titles("walk", page=page, size=2) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert len({title for page in pages for title in page}) == 5


def test_what_was_found_is_marked_in_title_and_extract(ask):
    around = "word " * 100
    make_listing("Slow breathing", summary="For everybody.", text=f"{around}then you breathe out {around}")

    (hit,) = ask("breath").hits

    assert found_in(hit.title) == ["breathing"]
    assert said(hit.extract).startswith("… ") and said(hit.extract).endswith(" …")
    assert found_in(hit.extract) == ["breathe"]


def test_synonyms_of_editors_are_ways_to_say_it(titles):
    make_listing("A cushion")
    make_listing("A weekend of silence")

    assert titles("zafu", synonyms={"zafu": ["cushion"]}) == ["A cushion"]
    assert titles("retreat", synonyms={"retreat": ["weekend silence"]}) == ["A weekend of silence"]


def test_nothing_typed_is_everything(ask):
    make_listing("One")
    make_listing("Two")

    assert ask("").total == ask("  ").total == 2
    assert ask("?!").total == 0
