"""Money and lengths as editors type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from courses.catalogue.typed import LengthField
from money.typed import MoneyField, as_typed, in_minor_units


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "79", "79"),
        ("en", "79.50", "79.50"),
        ("en", "79,50", "79.50"),
        ("de", "79,50", "79.50"),
        ("de", "79.50", "79.50"),
        ("en", "1,299", "1299"),
        ("de", "1.299", "1299"),
        ("de", "1.299,00", "1299.00"),
        ("en", " 1 299 ", "1299"),
        ("ar", "٧٩", "79"),
        ("en", "0", "0"),
    ],
)
def test_money_is_read_in_the_editors_language(language, text, amount):
    with translation.override(language):
        assert MoneyField().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["dear", "-1", "1e5", "NaN", "inf", "79.5.0", "€", "\x00", "9" * 400, "²"])
def test_nonsense_is_no_money(text):
    with pytest.raises(ValidationError):
        in_minor_units(MoneyField().clean(text), "EUR")


def test_minor_units_are_those_of_the_currency():
    assert in_minor_units(Decimal("79.5"), "EUR") == 7950
    assert in_minor_units(Decimal("7950"), "JPY") == 7950
    assert [as_typed(7950, "EUR"), as_typed(7950, "JPY"), as_typed(None, "EUR")] == ["79.50", "7950", ""]
    with pytest.raises(ValidationError):
        in_minor_units(Decimal("79.5"), "JPY")


@pytest.mark.parametrize(("text", "seconds"), [("12:30", 750), ("8", 480), ("1:02:40", 3760), ("0:05", 5), ("", None)])
def test_lengths_are_minutes_and_seconds_or_minutes(text, seconds):
    field = LengthField(required=False)

    assert field.clean(text) == seconds


@pytest.mark.parametrize("text", ["long", "12:75", "-3", "1:2:3:4", "99999", "٣:٩٩", "\x00", "1.5"])
def test_nonsense_is_no_length(text):
    with pytest.raises(ValidationError):
        LengthField().clean(text)


@pytest.mark.parametrize(("seconds", "text"), [(750, "12:30"), (480, "8:00"), (3760, "1:02:40"), (None, None)])
def test_stored_lengths_stand_in_the_form_as_people_write_them(seconds, text):
    assert LengthField().prepare_value(seconds) == text
