"""Which towns and months can be chosen: the database says it in a row for each, however much there is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.results.choices import months_in, towns_in
from tests.search.conftest import days, make_listing, town

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_months_are_those_in_which_something_begins_in_that_language():
    make_listing("Week", kind="event", dates=(days(date(2031, 5, 30), 6), days(date(2031, 7, 1))))
    make_listing("Evening", kind="event", dates=(days(date(2031, 7, 9)),))
    make_listing("Course")
    make_listing("Woche", kind="event", language="de", dates=(days(date(2032, 1, 2)),))

    assert (months_in("en"), months_in("de"), months_in("es")) == ({"2031-05", "2031-07"}, {"2032-01"}, set())


def test_a_town_lies_in_the_middle_of_what_is_there():
    make_listing("One", kind="event", place=town("Lagos", 37.0, -8.6))
    make_listing("Two", kind="event", place=town("Lagos", 37.2, -8.8))
    make_listing("Three", kind="event", place=town("Faro", 37.02, -7.93))
    make_listing("Drei", kind="event", language="de", place=town("Berlin", 52.5, 13.4))

    towns = towns_in("en")

    assert [(code, point.name) for code, point in towns.items()] == [("faro", "Faro"), ("lagos", "Lagos")]
    assert (towns["lagos"].latitude, towns["lagos"].longitude) == (pytest.approx(37.1), pytest.approx(-8.7))


def test_the_database_tells_no_more_rows_than_there_are_choices():
    for number in range(30):
        dates = (days(date(2031, 5, 1 + number)),)
        make_listing(f"Evening {number}", kind="event", dates=dates, place=town("Lagos", 37.1, -8.67))

    with CaptureQueriesContext(connection) as asked:
        assert (len(months_in("en")), len(towns_in("en"))) == (1, 1)

    assert len(asked) == 2
    assert all("DISTINCT" in query["sql"] or "GROUP BY" in query["sql"] for query in asked)
