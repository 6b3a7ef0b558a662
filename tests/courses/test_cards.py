"""How courses look in lists: in the reader's language, at today's price, in as many queries for one as for thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.catalogue.models import Course
from home.cards import Card, CardQuery, CardState, PriceTag, cards_from, cards_of_pages
from money import Money
from tests.factories.courses import (
    make_course,
    make_cover,
    make_person,
    make_theme,
    page_of,
    publish,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def newest(language: str = "en", currency: str = "EUR", limit: int = 30) -> list[Card]:
    return cards_from("newest_courses", CardQuery(language=language, limit=limit, currency=currency))


def age(course: Course, days: int) -> None:
    Course.objects.filter(pk=course.pk).update(published_at=timezone.now() - timedelta(days=days))


def test_a_card_says_what_a_reader_wants_to_know_first():
    course = make_course(teachers=[make_person()], themes=[make_theme()], level="beginner")

    (card,) = newest()

    assert card == Card(
        key=f"course:{course.pk}",
        kind="course",
        kind_label="Course",
        url="/en/courses/the-long-exhale/",
        title="The Long Exhale",
        by=("Inés Calderón",),
        facts=("3 lessons", "beginners"),
        price=PriceTag(Money(14900, "EUR")),
        states=(CardState("new", "New", "strong"),),
        hue="teal",
    )


def test_a_cover_comes_in_two_widths():
    make_course(cover=make_cover())

    (card,) = newest()

    assert (card.image.width, card.image.height) == (640, 640)
    assert [part.split(" ")[1] for part in card.image.srcset.split(", ")] == ["320w", "640w"]


def test_the_newest_come_first_and_no_more_than_asked_for():
    for title, days in (("Old", 90), ("New", 1), ("Middling", 40)):
        age(make_course(title), days)

    assert [card.title for card in newest(limit=2)] == ["New", "Middling"]
    assert [card.states for card in newest()] == [(CardState("new", "New", "strong"),), (), ()]


def test_what_is_not_published_is_in_no_list():
    page_of(make_course()).unpublish()

    assert newest() == []


def test_prices_are_in_the_currency_asked_for_or_missing():
    make_course(prices={"EUR": 14900, "USD": 16900})

    assert [card.price for card in newest(currency="USD")] == [PriceTag(Money(16900, "USD"))]
    assert [card.price for card in newest(currency="GBP")] == [None]


def test_a_sale_price_shows_what_it_was():
    page = page_of(make_course())
    price = page.prices.get()
    price.sale_amount = 9900
    page.prices = [price]
    publish(page)

    (card,) = newest()

    assert card.price == PriceTag(Money(9900, "EUR"), was=Money(14900, "EUR"))
    assert card.states == (CardState("sale", "Sale", "care"),)


def test_a_sale_that_has_not_begun_says_when():
    make_course(sale_from=timezone.now() + timedelta(days=40))

    (card,) = newest()

    assert [state.code for state in card.states] == ["not_yet"]


def test_lists_show_only_what_their_language_has():
    course = make_course()
    make_course("Only English")
    translation = translate(page_of(course))
    translation.title = "زفير طويل"
    publish(translation)

    (card,) = newest("ar")

    assert (card.title, card.url, card.language) == ("زفير طويل", "/ar/courses/the-long-exhale/", "")


def test_an_alias_says_in_which_language_its_words_are():
    translate(page_of(make_course()), alias=True)

    (card,) = newest("ar")

    assert (card.title, card.language) == ("The Long Exhale", "en")


def test_pages_chosen_by_hand_are_shown_in_the_readers_language():
    course, other = make_course(), make_course("First Light")
    translation = translate(page_of(course))
    translation.title = "زفير طويل"
    publish(translation)

    cards = cards_of_pages([page_of(other).pk, page_of(course).pk], CardQuery(language="ar", limit=2, currency="EUR"))

    assert [(card.title, card.language) for card in cards] == [("First Light", "en"), ("زفير طويل", "")]


def test_thirty_courses_cost_no_more_queries_than_one():
    ines, breath, cover = make_person(), make_theme(), make_cover()
    make_course("First", teachers=[ines], themes=[breath], cover=cover, modules={})
    newest()

    spent = []
    for titles in ((), [f"Course {number}" for number in range(9)]):
        for title in titles:
            make_course(title, teachers=[ines], themes=[breath], cover=cover, modules={}, prices={"EUR": 1, "USD": 1})
        with CaptureQueriesContext(connection) as queries:
            assert len(newest()) == 1 + len(titles)
        spent.append(len(queries))

    assert spent[0] == spent[1] <= 7
