"""Buying and learning in every pair of: script or none, pointer or keyboard, wide or narrow, en or ar, day or night."""

from itertools import combinations, product

import pytest

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import Device

# Six rows hold every pair: after the first, each column has its own three of five.
WAYS = [
    Device(),
    Device(script=False, keyboard=True, narrow=True),
    Device(script=False, keyboard=True, language="ar"),
    Device(script=False, narrow=True, dark=True),
    Device(keyboard=True, language="ar", dark=True),
    Device(narrow=True, language="ar", dark=True),
]


def test_every_pair_of_ways_is_among_them():
    columns = ("script", "keyboard", "narrow", "language", "dark")
    values = {name: {getattr(way, name) for way in WAYS} for name in columns}
    missing = [
        (one, first, other, second)
        for one, other in combinations(columns, 2)
        for first, second in product(values[one], values[other])
        if not any((getattr(way, one), getattr(way, other)) == (first, second) for way in WAYS)
    ]

    assert (missing, {len(found) for found in values.values()}) == ([], {2})


@pytest.mark.prove
@pytest.mark.journey
@pytest.mark.parametrize("device", WAYS, ids=str)
def test_a_guest_buys_after_a_refusal(arrive, device):
    guest = arrive(device)

    email = ways.come_to_payment(guest)
    guest.press("button[name=act][value=decline]")
    guest.sees(".notice--bad")
    ways.pay(guest)
    ways.is_thanked(guest)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()


@pytest.mark.prove
@pytest.mark.journey
@pytest.mark.parametrize("device", WAYS, ids=str)
def test_a_member_comes_back_and_learns(arrive, device):
    learner = arrive(device)

    ways.sign_in(learner, BUYER.email, PASSWORD)
    ways.go_on_learning(learner)
    ways.finish_and_open_again(learner)

    learner.without_trouble()
