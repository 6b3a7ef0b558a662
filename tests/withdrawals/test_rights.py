"""Until when one may withdraw, and what ends or excludes it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.catalogue.fulfiller import AT_ONCE
from shop.contract import offers_of
from shop.fulfilment.operations import grant_line
from shop.fulfilment.registry import fulfiller_of
from shop.fulfilment.withdrawing import Ground, easter_sunday, end_of_period, is_working_day
from shop.orders.models import Order
from tests.factories.accounts import make_user
from tests.factories.courses import make_course
from tests.factories.shop import CONSENTS, NOON, make_paid_order, make_postcard

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def right(order, *, at):
    line = order.lines.get()
    return fulfiller_of(line.kind).withdrawal(line, at=at)


def bought_at(moment, **values):
    return make_paid_order(make_postcard(), at=moment, **values)


def test_the_day_of_the_contract_does_not_count_and_the_last_one_counts_until_its_end():
    order = bought_at(datetime(2026, 11, 23, 9, tzinfo=UTC))  # a Monday

    until = end_of_period(order)

    assert until == datetime(2026, 12, 8, tzinfo=UTC)
    assert right(order, at=until - timedelta(seconds=1)).holds
    late = right(order, at=until)
    assert (late.ground, late.why) == (Ground.LATE, "The fourteen days for it were over with 7 December 2026.")


@pytest.mark.parametrize(
    ("bought", "ends"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 12, 7)),  # a Saturday: ends on Monday
        (datetime(2026, 12, 11, 9, tzinfo=UTC), date(2026, 12, 28)),  # Christmas, Saturday, Sunday
        (datetime(2027, 3, 12, 9, tzinfo=UTC), date(2027, 3, 30)),  # Good Friday to Easter Monday
    ],
)
def test_a_period_that_would_end_on_a_free_day_ends_with_the_next_working_day(bought, ends):
    assert end_of_period(bought_at(bought)) == datetime(ends.year, ends.month, ends.day, tzinfo=UTC) + timedelta(days=1)


@pytest.mark.parametrize(
    ("country", "bought", "ends"),
    [
        ("DE", datetime(2026, 9, 19, 9, tzinfo=UTC), date(2026, 10, 5)),  # Saturday, after the Day of German Unity
        ("ES", datetime(2026, 9, 28, 9, tzinfo=UTC), date(2026, 10, 13)),  # the Day of Spain, a Monday
        ("DE", datetime(2026, 9, 28, 9, tzinfo=UTC), date(2026, 10, 12)),
        ("ZZ", datetime(2026, 9, 28, 9, tzinfo=UTC), date(2026, 10, 12)),  # nobody knows its holidays
        ("PT", datetime(2026, 5, 21, 9, tzinfo=UTC), date(2026, 6, 5)),  # Corpus Christi, a Thursday
        ("", datetime(2027, 5, 3, 9, tzinfo=UTC), date(2027, 5, 18)),  # the shop's own: Whit Monday in Germany
    ],
)
def test_public_holidays_of_the_buyers_and_of_the_shops_country_are_free_days(country, bought, ends):
    order = bought_at(bought)
    order.country = country

    assert end_of_period(order) == datetime(ends.year, ends.month, ends.day, tzinfo=UTC) + timedelta(days=1)


def test_easter_is_where_the_calendar_has_it():
    assert [easter_sunday(year) for year in (2000, 2026, 2027, 2038)] == [
        date(2000, 4, 23),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]
    assert not is_working_day(date(2026, 4, 6))
    assert is_working_day(date(2026, 4, 7))


@pytest.mark.parametrize(("zone", "hour"), [("America/New_York", 5), ("Asia/Tokyo", -9), ("Nowhere/Gone", 0), ("", 0)])
def test_days_are_those_where_the_buyer_is_else_the_shops(zone, hour):
    order = bought_at(datetime(2026, 11, 23, 9, tzinfo=UTC), user=make_user(zone=zone))

    assert end_of_period(order) == datetime(2026, 12, 8, tzinfo=UTC) + timedelta(hours=hour)


def test_money_that_comes_days_later_begins_the_period():
    order = bought_at(NOON)
    Order.objects.filter(pk=order.pk).update(paid_at=NOON + timedelta(days=6))
    order.refresh_from_db()

    assert end_of_period(order) == datetime(2026, 12, 15, tzinfo=UTC)


def test_what_takes_place_on_a_fixed_date_has_no_right():
    order = bought_at(NOON)
    order.lines.update(tax_class="event")

    found = right(order, at=NOON)

    assert (found.ground, found.holds) == (Ground.DATED, False)
    assert "fixed date" in found.why


def test_a_business_has_no_right():
    assert right(bought_at(NOON, company="Lindqvist AB"), at=NOON).ground == Ground.BUSINESS


@pytest.fixture
def course_order():
    course = make_course()
    (offer,) = offers_of([course])[course.pk]
    return make_paid_order(offer, accepted=CONSENTS | {AT_ONCE}, user=make_user())


def test_a_course_that_opened_at_the_buyers_wish_has_no_right_any_more_and_says_in_which_words(course_order):
    grant_line(line_id=course_order.lines.get().pk)

    found = right(course_order, at=NOON + timedelta(hours=1))

    assert found.ground == Ground.BEGUN
    assert "I lose my right of withdrawal" in found.why
    assert "12:00 (UTC, UTC+00:00)" in found.why


def test_a_course_that_has_not_opened_yet_may_be_withdrawn_from(course_order):
    assert right(course_order, at=NOON).holds


def test_a_course_without_the_consent_may_be_withdrawn_from_although_it_is_open(course_order):
    grant_line(line_id=course_order.lines.get().pk)
    course_order.consents.filter(code=AT_ONCE).delete()

    assert right(course_order, at=NOON).holds
