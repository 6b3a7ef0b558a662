"""Offers that come under a limit after they were sold, or leave it."""

from __future__ import annotations

import pytest

from shop.cart import operations as carts
from shop.contract import TooFewPlaces, set_quota
from shop.fulfilment.operations import revoke_line
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.shop import NOON, make_cart, make_paid_order, make_postcard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_add_up():
    yield
    assert adds_up()


def test_a_limit_that_comes_later_counts_what_was_sold_and_is_held():
    first, second = make_postcard("One", most_per_order=9), make_limited("attic", size=9)
    make_paid_order(first, quantity=2)
    taken_back = make_paid_order(first, quantity=1)
    revoke_line(line_id=taken_back.lines.get().pk)
    make_paid_order(second, quantity=3)
    make_cart(second, quantity=1)

    with pytest.raises(TooFewPlaces) as refused:
        set_quota("hall", size=5, offers=[first, second])
    assert refused.value.taken == 6
    set_quota("hall", size=7, offers=[first, second])

    assert (standing(), standing("attic")) == ((1, 5, 1), (1, 3, 5))


def test_what_leaves_a_limit_is_counted_no_more():
    first, second = make_postcard("One"), make_postcard("Two")
    set_quota("hall", size=3, offers=[first, second])
    owner, cart = make_cart(first)
    carts.remove(owner=owner, line_id=cart.lines.get().pk, at=NOON)
    make_paid_order(first)
    make_cart(second)

    set_quota("hall", size=1, offers=[second])

    assert standing() == (1, 0, 0)
