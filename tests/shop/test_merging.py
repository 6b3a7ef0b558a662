"""Signing in: what a guest gathered joins what the member had."""

import pytest

from shop.cart.basket import basket_of
from shop.cart.merging import Merged, merge_into_members
from shop.cart.models import Cart
from shop.contract import give_access
from shop.orders.checkout import place_order
from shop.orders.models import Order
from shop.orders.operations import mark_paid
from tests.contracts.goods.models import KeptPlace
from tests.factories.accounts import make_user
from tests.factories.shop import NOON, make_cart, make_details, make_paid_order, make_postcard, make_walk

pytestmark = pytest.mark.django_db


def lines_of(user):
    return list(Cart.objects.get(user=user).lines.filter(removed_at=None).values_list("offer__key", "quantity"))


def test_a_members_first_cart_is_the_guests():
    ada, walk = make_user(), make_walk()
    guest, cart = make_cart(walk)

    assert merge_into_members(token=guest.token, user=ada, at=NOON) == Merged()
    assert merge_into_members(token=guest.token, user=ada, at=NOON) == Merged()

    assert (Cart.objects.get().pk, lines_of(ada)) == (cart.pk, [(walk.key, 1)])


def test_both_carts_become_one_and_what_is_new_is_counted():
    ada, walk, card = make_user(), make_walk(), make_postcard()
    make_cart(walk, user=ada)
    guest, _ = make_cart(walk, card)

    assert merge_into_members(token=guest.token, user=ada, at=NOON) == Merged(joined=1)

    assert (Cart.objects.count(), sorted(lines_of(ada))) == (1, sorted([(walk.key, 1), (card.key, 1)]))
    assert KeptPlace.objects.count() == 1


def test_quantities_add_up_as_far_as_places_are_left():
    ada, plenty, scarce = make_user(), make_walk(most=5), make_walk("Night walk", most=5, places=3)
    make_cart(plenty, scarce, user=ada, quantity=1)
    guest, _ = make_cart(plenty, scarce, quantity=2)

    merge_into_members(token=guest.token, user=ada, at=NOON)
    assert sorted(lines_of(ada)) == sorted([(plenty.key, 3), (scarce.key, 3)])


def test_quantities_stop_at_what_may_be_ordered():
    ada, walk = make_user(), make_walk(most=3)
    make_cart(walk, user=ada, quantity=2)
    guest, _ = make_cart(walk, quantity=2)

    merge_into_members(token=guest.token, user=ada, at=NOON)

    assert (lines_of(ada), KeptPlace.objects.get().places) == ([(walk.key, 3)], 3)


def test_what_the_member_owns_is_taken_out():
    ada, walk = make_user(), make_walk()
    give_access(make_paid_order(walk, user=ada).lines.get(), walk.record, at=NOON)
    guest, _ = make_cart(walk)

    assert merge_into_members(token=guest.token, user=ada, at=NOON).owned == 1
    assert lines_of(ada) == []


def test_the_currency_chosen_last_counts_and_nothing_seems_to_have_changed_its_price():
    ada = make_user()
    make_cart(make_walk(currencies=("EUR", "USD")), user=ada)
    guest, _ = make_cart(make_walk("Night walk", currencies=("EUR", "USD")), currency="USD")

    assert merge_into_members(token=guest.token, user=ada, at=NOON) == Merged(joined=1, currency="USD")

    basket = basket_of(Cart.objects.get(), user=ada, language="en", country="DE", at=NOON)
    assert (basket.currency, basket.changed, basket.blocked) == ("USD", [], False)


def test_what_a_guest_was_paying_for_leaves_the_joined_cart_when_it_is_paid():
    ada, walk = make_user(), make_walk()
    make_cart(make_postcard(), user=ada)
    guest, cart = make_cart(walk)
    cart.lines.update(choices={"walkers": ["Ada"]})
    order = place_order(cart, make_details(cart), at=NOON)

    merge_into_members(token=guest.token, user=ada, at=NOON)
    mark_paid(order, at=NOON)

    assert [key.partition(":")[0] for key, _ in lines_of(ada)] == ["postcard"]
    assert Order.objects.get().cart.user == ada
