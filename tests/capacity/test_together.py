"""Carts, payments and sign-ins that ask for the same places at the same moment, in processes of their own."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from django.db import transaction

from shop.cart import operations as carts
from shop.cart.merging import merge_into_members
from shop.cart.models import Cart, CartLine
from shop.cart.operations import NoSuchLine, Owner, digest
from shop.contract import Unavailable
from shop.orders.operations import mark_paid
from tests.factories.accounts import make_user
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.shop import NOON, make_cart, make_order
from tests.together import together

ROUNDS = 12

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_no_place_is_had_by_two_though_many_ask_at_once():
    offer = make_limited(size=7)

    def add(_) -> None:
        with suppress(Unavailable):
            make_cart(offer, quantity=2)

    assert together(add, list(range(2))) == []
    assert (standing(), adds_up()) == ((6, 0, 1), True)


def test_what_many_tabs_add_adds_up():
    offer = make_limited(size=100, most=100)
    owner, _ = make_cart(offer)

    def add(_) -> None:
        carts.add(owner=owner, offer_key=offer.key, quantity=1, currency="EUR", at=NOON)

    assert together(add, list(range(3))) == []
    assert (CartLine.objects.get().quantity, standing(), adds_up()) == (19, (19, 0, 81), True)


def test_a_cart_that_changes_while_it_is_paid_waits_for_the_payment():
    orders = [make_order(make_limited(f"hall {number}", size=9), quantity=3) for number in range(ROUNDS)]
    for number, order in enumerate(orders):
        Cart.objects.filter(pk=order.cart_id).update(token_hash=digest(f"key {number}"))

    def pay_or_change(number: int) -> None:
        order = orders[number]
        if os.getpid() % 2:
            with transaction.atomic():
                mark_paid(order, at=NOON)
            return
        with suppress(NoSuchLine):
            line = order.lines.get().from_line
            carts.change(owner=Owner(token=f"key {number}"), line_id=line, quantity=2, at=NOON)

    assert together(pay_or_change, list(range(ROUNDS)), at_once=2) == []
    assert {standing(f"hall {number}") for number in range(ROUNDS)} == {(0, 3, 6)}
    assert adds_up()


def test_carts_that_are_joined_at_once_never_wait_for_each_other():
    first, second = (make_limited(key, size=500, most=100) for key in ("attic", "hall"))
    pairs = [[joined_later(number, *way) for way in ((first, second), (second, first))] for number in range(ROUNDS)]

    def sign_in(pair: list) -> None:
        token, user = pair[os.getpid() % 2]
        merge_into_members(token=token, user=user, at=NOON)

    assert together(sign_in, pairs, at_once=2) == []
    assert (standing("hall")[0], standing("attic")[0], adds_up()) == (ROUNDS * 4, ROUNDS * 4, True)


def joined_later(number: int, *offers) -> tuple[str, object]:
    """A guest's cart and its member, who has the same things."""
    user = make_user(f"buyer{number}{offers[0].pk}@example.org")
    make_cart(*offers, user=user)
    guest, _ = make_cart(*offers)
    return guest.token, user
