"""Places in carts: kept for a time, sold with the order, given back once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop.capacity import holding
from shop.capacity.models import Hold
from shop.cart import operations as carts
from shop.cart.merging import merge_into_members
from shop.cart.models import Cart, CartLine
from shop.cart.operations import Owner
from shop.cart.tasks import release_ended_holds
from shop.contract import set_quota
from shop.fulfilment.operations import revoke_line
from shop.fulfilment.registry import Unavailable
from shop.orders.checkout import CannotOrder, place_order
from shop.orders.models import Order
from shop.orders.operations import give_up, mark_paid
from shop.privacy import erase
from tests.factories.accounts import make_user
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.shop import NOON, make_cart, make_details, make_order, make_paid_order, make_postcard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_add_up():
    yield
    assert adds_up()


def test_what_is_added_is_held_for_twenty_minutes():
    _, cart = make_cart(make_limited(), quantity=2)

    assert standing() == (2, 0, 1)
    assert cart.lines.get().held_until == Hold.objects.get().until == NOON + timedelta(minutes=20)


def test_more_than_is_left_is_refused_with_what_is_left():
    offer = make_limited()
    make_cart(offer, quantity=1)

    with pytest.raises(holding.TooFewLeft, match=r"^Only 2 places can be had just now\.$") as refused:
        make_cart(offer, quantity=3)

    assert refused.value.may_have == 2
    assert (standing(), Cart.objects.count()) == ((1, 0, 2), 1)


def test_the_last_place_that_others_hold_may_come_free_and_one_that_is_sold_may_not():
    offer = make_limited(size=1)
    make_cart(offer)
    with pytest.raises(Unavailable, match="held by others just now"):
        make_cart(offer)
    sold = make_limited("attic", size=1)
    make_paid_order(sold)

    with pytest.raises(Unavailable, match=r"^Sold out$"):
        make_cart(sold)


def test_another_quantity_holds_so_many_and_says_how_many_one_may_have():
    offer = make_limited()
    owner, cart = make_cart(offer, quantity=2)
    line = cart.lines.get()

    carts.change(owner=owner, line_id=line.pk, quantity=1, at=NOON)
    assert standing() == (1, 0, 2)
    with pytest.raises(holding.TooFewLeft) as refused:
        carts.change(owner=owner, line_id=line.pk, quantity=9, at=NOON)

    assert (refused.value.may_have, standing()) == (3, (1, 0, 2))
    carts.change(owner=owner, line_id=line.pk, quantity=3, at=NOON)
    assert standing() == (3, 0, 0)


def test_what_is_taken_out_is_free_at_once_and_taken_again_by_undoing_it():
    owner, cart = make_cart(make_limited(), quantity=2)
    line = cart.lines.get()

    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    assert standing() == (0, 0, 3)
    carts.undo(owner=owner, line_id=line.pk, at=NOON)

    assert standing() == (2, 0, 1)


def test_undoing_is_refused_where_the_places_went_to_somebody_else():
    offer = make_limited(size=2)
    owner, cart = make_cart(offer, quantity=2)
    carts.remove(owner=owner, line_id=cart.lines.get().pk, at=NOON)
    make_cart(offer)

    with pytest.raises(holding.TooFewLeft):
        carts.undo(owner=owner, line_id=cart.lines.get().pk, at=NOON)

    assert cart.lines.get().removed_at == NOON


def test_the_tightest_limit_counts_and_says_how_many_one_may_have():
    single, double = make_postcard("Single", most_per_order=9), make_postcard("Double", most_per_order=9)
    set_quota("house", size=5, offers=[single, double])
    set_quota("singles", size=3, offers=[single])
    make_cart(double, quantity=3)

    with pytest.raises(holding.TooFewLeft) as refused:
        make_cart(single, quantity=4)
    assert (refused.value.may_have, standing("house"), standing("singles")) == (2, (3, 0, 2), (0, 0, 3))
    make_cart(single, quantity=2)

    assert (standing("house"), standing("singles")) == ((5, 0, 0), (2, 0, 1))


def test_what_is_over_comes_back_once_and_the_line_stays():
    offer = make_limited()
    _, cart = make_cart(offer, quantity=2)
    just_before, over = NOON + timedelta(minutes=19), NOON + timedelta(minutes=20)

    assert release_ended_holds(at=just_before) == 0
    assert (release_ended_holds(at=over), release_ended_holds(at=over)) == (1, 0)

    assert standing() == (0, 0, 3)
    assert (cart.lines.get().quantity, cart.lines.get().held_until) == (2, None)


def test_whoever_asks_for_more_time_has_the_full_time_from_then():
    owner, cart = make_cart(make_limited(), make_postcard())

    carts.extend(owner=owner, at=NOON + timedelta(minutes=19))

    assert {line.held_until for line in cart.lines.all()} == {NOON + timedelta(minutes=39), None}
    assert release_ended_holds(at=NOON + timedelta(minutes=38)) == 0
    assert Hold.objects.get().until == NOON + timedelta(minutes=39)


def test_what_was_lost_is_taken_again_by_its_own_quantity():
    offer = make_limited()
    owner, cart = make_cart(offer, quantity=2)
    later = NOON + timedelta(minutes=21)
    release_ended_holds(at=later)

    carts.extend(owner=owner, at=later)
    assert standing() == (0, 0, 3)
    carts.change(owner=owner, line_id=cart.lines.get().pk, quantity=2, at=later)

    assert standing() == (2, 0, 1)


def test_going_to_pay_keeps_the_places_longer_than_the_suppliers_page_is_open():
    order = make_order(make_limited(), quantity=2)

    assert Hold.objects.get().until == order.created_at + timedelta(minutes=31 + 5)
    assert release_ended_holds(at=NOON + timedelta(hours=2)) == 0, "somebody may still be paying"


def test_an_order_that_is_given_up_ends_the_time_of_its_places():
    order = make_order(make_limited(), quantity=2)

    give_up(order, state=Order.State.EXPIRED, at=NOON + timedelta(minutes=33))

    assert release_ended_holds(at=NOON + timedelta(minutes=33)) == 1
    assert standing() == (0, 0, 3)


def test_the_end_of_an_order_changes_nothing_that_ended_before():
    owner, cart = make_cart(make_limited())
    line = cart.lines.get()
    carts.remove(owner=owner, line_id=line.pk, at=NOON)

    holding.end_now([line.pk], at=NOON)

    assert Hold.objects.get().until == NOON + timedelta(minutes=20)


def test_what_an_unpaid_order_has_stays_kept_though_its_line_is_taken_out():
    order = make_order(make_limited(), quantity=2)
    owner, line = Owner(token=""), CartLine.objects.get()
    Cart.objects.update(token_hash=carts.digest("key"))
    owner = Owner(token="key")

    carts.change(owner=owner, line_id=line.pk, quantity=1, at=NOON)
    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    assert standing() == (2, 0, 1)
    mark_paid(order, at=NOON)

    assert standing() == (0, 2, 1)


def test_places_that_were_over_are_taken_again_on_going_to_pay():
    offer = make_limited(size=2)
    _, cart = make_cart(offer, quantity=2)
    later = NOON + timedelta(minutes=21)
    release_ended_holds(at=later)

    order = place_order(cart, make_details(cart, at=later), at=later)

    assert (order.lines.get().quantity, standing()) == (2, (2, 0, 0))


def test_nobody_goes_to_pay_for_places_that_went_to_somebody_else():
    offer = make_limited(size=2)
    _, cart = make_cart(offer, quantity=2)
    later = NOON + timedelta(minutes=21)
    release_ended_holds(at=later)
    make_cart(offer, at=later)

    with pytest.raises(CannotOrder, match=r"Card of hall: Only 1 place can be had just now\."):
        place_order(cart, make_details(cart, at=later), at=later)


def test_what_is_paid_is_sold_once():
    order = make_paid_order(make_limited(), quantity=2)

    holding.sell([holding.Wish(line.from_line, line.offer, 2, line.pk) for line in order.lines.all()], at=NOON)

    row = Hold.objects.get()
    assert (standing(), row.state, row.order_line, row.until) == ((0, 2, 1), "sold", order.lines.get(), None)


def test_of_more_than_was_ordered_the_rest_stays_held():
    order = make_order(make_limited(), quantity=1)
    Cart.objects.update(token_hash=carts.digest("key"))
    carts.change(owner=Owner(token="key"), line_id=CartLine.objects.get().pk, quantity=3, at=NOON)

    mark_paid(order, at=NOON)

    assert (standing(), CartLine.objects.get().quantity) == ((2, 1, 0), 2)


def test_a_limit_that_nobody_held_is_taken_when_paid():
    card = make_postcard(most_per_order=5)
    order = make_order(card, quantity=2)
    set_quota("hall", size=2, offers=[card])

    mark_paid(order, at=NOON)

    assert standing() == (0, 2, 0)


def test_an_order_is_not_paid_where_its_places_went_to_somebody_else():
    card = make_postcard(most_per_order=5)
    order = make_order(card, quantity=2)
    set_quota("hall", size=1, offers=[card])

    with pytest.raises(Unavailable):
        mark_paid(order, at=NOON)


def test_what_is_taken_back_comes_free_once():
    order = make_paid_order(make_limited(), quantity=2)
    line = order.lines.get()

    revoke_line(line_id=line.pk)
    revoke_line(line_id=line.pk)

    assert (standing(), holding.give_back(line.pk, at=NOON)) == ((0, 0, 3), 0)


def test_a_row_that_somebody_else_ended_first_gives_nothing_back():
    _, cart = make_cart(make_limited(), quantity=2)
    row = Hold.objects.get()
    holding.release([cart.lines.get().pk], at=NOON)

    assert not holding._leave(row, at=NOON)


def test_signing_in_keeps_what_both_carts_held_as_far_as_there_are_places():
    ada, offer = make_user(), make_limited(size=3)
    make_cart(offer, user=ada, quantity=1)
    guest, _ = make_cart(offer, quantity=2)

    merge_into_members(token=guest.token, user=ada, at=NOON)

    assert (standing(), CartLine.objects.get().quantity) == ((3, 0, 0), 3)


def test_who_leaves_gives_back_what_their_cart_held():
    ada = make_user()
    make_cart(make_limited(), user=ada)

    erase(user=ada, at=NOON)

    assert standing() == (0, 0, 3)


def test_places_of_a_cart_that_is_gone_come_back_in_their_time():
    _, cart = make_cart(make_limited())
    cart.delete()

    assert release_ended_holds(at=NOON + timedelta(minutes=20)) == 1
    assert standing() == (0, 0, 3)
