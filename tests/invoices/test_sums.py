"""Sums of papers are exact to the minor unit, whatever is sold and paid back."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.cards import PriceTag
from money import Money, shared_out, tax_included
from shop.cart.basket import Basket, BasketLine
from shop.invoices.sums import CannotCredit, TaxPart, credited, parts_of

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


@dataclass(frozen=True)
class Sold:
    """A line of an order, as far as sums go."""

    tax_percent: Decimal
    total_amount: int
    tax_amount: int


def generated_basket(chance: random.Random) -> Basket:
    """A cart of up to five lines with up to four pieces each; for every fifth a business owes the tax itself."""
    owed, lines = chance.random() < 0.2, []
    for _ in range(chance.randrange(1, 6)):
        percent, now = chance.choice(RATES), Money(chance.randrange(1, 30_000), "EUR")
        if owed:
            percent, now = Decimal(0), now - tax_included(now, percent=percent)
        line = SimpleNamespace(quantity=chance.randrange(1, 5))
        lines.append(BasketLine(line, None, PriceTag(now=now), PriceTag(now=now), percent, "", None))
    return Basket(lines=lines, currency="EUR", country="DE", reverse_charge=owed)


def refunds_of(chance: random.Random, lines: list[Sold]) -> Iterator[tuple[int, list[Sold]]]:
    """Line by line, in parts for no line, or both, until nothing is left; minor units and what they are for."""
    left, whole = list(lines), sum(line.total_amount for line in lines)
    while whole:
        line = left.pop(chance.randrange(len(left))) if left and chance.random() < 0.5 else None
        amount = line.total_amount if line else chance.choice([whole, chance.randrange(1, whole + 1)])
        if amount := min(amount, whole):
            yield amount, [line] if line else []
            whole -= amount


@pytest.mark.parametrize("count", [10_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
def test_carts_with_taxes_and_refunds_add_up_to_the_minor_unit(count):
    chance = random.Random(count)
    for _ in range(count):
        basket = generated_basket(chance)
        lines = [Sold(line.percent, line.total.minor, line.tax.minor if line.tax else 0) for line in basket.lines]
        sold, notes, ledger = parts_of(lines), [], [basket.total.minor]
        assert sum(part.gross for part in sold) == basket.total.minor == sum(line.total_amount for line in lines)
        assert all(share.amount.minor == by_rate(sold)[share.percent][1] for share in basket.taxes)
        assert sum(share.amount.minor for share in basket.taxes) == sum(part.tax for part in sold)
        for amount, back in refunds_of(chance, lines):
            note = credited(sold, notes, amount=amount, lines=back)
            assert sum(part.gross for part in note) == amount
            assert all(0 <= part.tax <= part.gross for part in note)
            notes += note
            ledger.append(-amount)
        assert sum(ledger) == 0
        assert by_rate(notes) == by_rate(sold)


def by_rate(parts: list[TaxPart]) -> dict[Decimal, tuple[int, int]]:
    """Of each rate what was sold and the tax in it, where that is anything."""
    sums: dict[Decimal, tuple[int, int]] = {}
    for part in parts:
        gross, tax = sums.get(part.percent, (0, 0))
        sums[part.percent] = (gross + part.gross, tax + part.tax)
    return {percent: both for percent, both in sums.items() if both != (0, 0)}


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
