"""Which rate of tax holds: where, for what, and at which time."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.checks import run_checks

from shop.offers.taxes import tax_percent
from tests.factories.shop import NOON, make_cart, make_details, make_order, make_walk
from tests.shop.test_cart import look

UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def percent(country: str, tax_class: str = "digital", at: datetime = NOON) -> str:
    return str(tax_percent(country=country, tax_class=tax_class, at=at))


def complaints(settings, table: dict) -> list[str]:
    settings.SHOP_TAX_RATES = table
    return [error.msg for error in run_checks() if error.id == "shop.E001"]


@pytest.mark.parametrize(
    ("at", "rate"),
    [
        (datetime(2024, 8, 31, 23, 59, 59, tzinfo=UTC), "24"),
        (datetime(2024, 9, 1, tzinfo=UTC), "25.5"),
        (NOON, "25.5"),
    ],
)
def test_the_rate_is_the_one_that_holds_at_that_time(at, rate):
    assert percent("FI", at=at) == rate


def test_the_day_is_that_of_the_shops_own_calendar(settings):
    settings.TIME_ZONE = "Europe/Helsinki"

    assert percent("FI", at=datetime(2024, 8, 31, 21, 30, tzinfo=UTC)) == "25.5"


@pytest.mark.parametrize("tax_class", ["digital", "event", "a class of tomorrow"])
def test_a_class_that_a_country_does_not_name_is_taxed_at_the_standard_rate(tax_class):
    assert (percent("DE", tax_class), percent("DE", "book"), percent("PL", tax_class)) == ("19", "7", "23")


@pytest.mark.parametrize("country", ["US", "CH", "GB", "ZZ", ""])
def test_a_country_outside_the_table_is_not_taxed(country):
    assert percent(country) == "0"


def test_before_the_first_day_in_the_table_nothing_is_taxed(settings):
    settings.SHOP_TAX_RATES = {"CH": {"standard": {"2027-01-01": "8.1"}}}

    assert percent("CH") == "0"
    assert percent("CH", at=datetime(2027, 1, 1, tzinfo=UTC)) == "8.1"


def test_all_of_the_union_is_in_the_table():
    assert [country for country in UNION.split() if Decimal(percent(country)) < 15] == []


def test_an_orders_lines_keep_the_rate_of_its_time(db, settings):
    settings.SHOP_TAX_RATES = {"DE": {"standard": {"2022-01-01": "19", "2026-12-01": "21"}}}
    before, after = make_walk("Before"), make_walk("After")

    orders = [make_order(before, at=NOON), make_order(after, at=datetime(2026, 12, 1, tzinfo=UTC))]

    lines = [order.lines.get() for order in orders]
    assert [(line.tax_percent, line.tax_amount) for line in lines] == [(19, 1261), (21, 1371)]


def test_admission_is_taxed_where_it_takes_place(db):
    _, cart = make_cart(make_walk(tax_class="event", tax_country="IT"))

    assert [str(share.percent) for share in look(cart, country="DE").taxes] == ["22"]
    assert make_details(cart, country="US").shown == look(cart, country="US").total


def test_the_table_that_ships_is_well_formed(settings):
    assert complaints(settings, settings.SHOP_TAX_RATES) == []


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"Germany": {"standard": {"2022-01-01": "19"}}}, "'Germany' is not a country's code of two capital letters."),
        ({"DE": {"book": {"2022-01-01": "7"}}}, "DE has no standard rate."),
        ({"DE": "19"}, "DE has no standard rate."),
        ({"DE": {"standard": {}}}, "DE, standard has no dated rates."),
        ({"DE": {"standard": "19"}}, "DE, standard has no dated rates."),
        ({"DE": {"standard": {"2022-1-1": "19"}}}, "DE, standard: '2022-1-1' is not a day like 2026-01-31."),
        ({"DE": {"standard": {"2022-02-30": "19"}}}, "DE, standard: '2022-02-30' is not a day like 2026-01-31."),
        *(
            (
                {"DE": {"standard": {"2022-01-01": wrong}}},
                f"DE, standard: {wrong!r} is not a percentage from 0 to below 100, written as text.",
            )
            for wrong in ("nineteen", "-1", "100", "NaN", "19.125", 19, 0.19)
        ),
    ],
)
def test_a_table_that_cannot_be_read_stops_the_start_with_a_sentence(settings, table, sentence):
    assert complaints(settings, table) == [f"SHOP_TAX_RATES: {sentence}"]
