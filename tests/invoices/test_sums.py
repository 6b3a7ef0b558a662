"""Sums of papers are exact to the minor unit, whatever is sold and paid back."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from money import Money, shared_out, tax_included
from shop.invoices.sums import CannotCredit, TaxPart, credited

pytestmark = pytest.mark.thorough

RATES = [Decimal("25.5"), Decimal("19"), Decimal("7"), Decimal("0")]


@st.composite
def sales(draw) -> list[TaxPart]:
    """What an order came to, each of its lines rounded by itself."""
    parts = []
    for percent in RATES:
        amounts = draw(st.lists(st.integers(0, 50_000), max_size=4))
        tax = sum(tax_included(Money(amount, "EUR"), percent=percent).minor for amount in amounts)
        if amounts:
            parts.append(TaxPart(percent, sum(amounts), tax))
    return parts


@given(sales(), st.lists(st.integers(1, 20_000), max_size=6))
@settings(max_examples=300, deadline=None)
def test_refunds_in_parts_take_back_exactly_what_was_sold(sold, amounts):
    whole, notes = sum(part.gross for part in sold), []
    for amount in [*amounts, whole]:
        rest = whole - sum(part.gross for part in notes)
        if amount := min(amount, rest):
            note = credited(sold, notes, amount=amount)
            assert sum(part.gross for part in note) == amount
            assert all(0 <= part.tax <= part.gross for part in note)
            notes += note

    for part in sold:
        of_rate = [row for row in notes if row.percent == part.percent]
        assert (sum(row.gross for row in of_rate), sum(row.tax for row in of_rate)) == (part.gross, part.tax)


@pytest.mark.parametrize("count", [10_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
def test_carts_with_taxes_and_refunds_add_up_to_the_minor_unit(count):
    chance = random.Random(count)
    for _ in range(count):
        lines = [(chance.choice(RATES), chance.randrange(1, 30_000)) for _ in range(chance.randrange(1, 6))]
        sold = [
            TaxPart(
                percent,
                sum(amount for of, amount in lines if of == percent),
                sum(tax_included(Money(amount, "EUR"), percent=of).minor for of, amount in lines if of == percent),
            )
            for percent in RATES
        ]
        rest = [part for part in sold if part.gross]
        whole, notes = sum(part.gross for part in rest), []
        while back := whole - sum(part.gross for part in notes):
            amount = back if chance.random() < 0.4 else chance.randrange(1, back + 1)
            notes += credited(rest, notes, amount=amount)
        assert sum(part.gross for part in notes) == whole
        assert sum(part.tax for part in notes) == sum(part.tax for part in rest)


def test_more_than_was_invoiced_is_never_credited():
    sold = [TaxPart(Decimal("19"), 7900, 1261)]

    with pytest.raises(CannotCredit, match="Only 7800 of 7801"):
        credited(sold, [TaxPart(Decimal("19"), 100, 16)], amount=7801)


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_parts_are_as_their_weights_and_add_up(minor, weights):
    if not sum(weights):
        return
    parts = shared_out(minor, weights)

    assert sum(parts) == minor
    assert all(
        abs(part * sum(weights) - minor * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True)
    )


def test_the_largest_remainders_get_what_is_left():
    assert shared_out(100, [1, 1, 1]) == [34, 33, 33]
    assert shared_out(10, [66, 33, 1]) == [7, 3, 0]


def test_nothing_is_shared_out_where_nothing_weighs():
    assert shared_out(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="Nothing weighs"):
        shared_out(1, [0, 0])
