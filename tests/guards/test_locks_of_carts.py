"""Carts in two windows at once: whoever comes second sees what the first has done."""

from __future__ import annotations

from datetime import timedelta

from accounts.models import User
from shop.cart import operations as carts
from shop.cart.merging import Merged, merge_into_members
from shop.cart.models import Cart, CartLine
from shop.cart.operations import Owner
from shop.cart.tasks import release_ended_holds
from tests.contracts.goods.models import KeptPlace
from tests.factories.accounts import make_user
from tests.factories.shop import NOON, make_cart, make_postcard, make_walk
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked

BOTH = ("EUR", "USD")


def add(owner: Owner, offer, *, quantity: int = 1, currency: str = "EUR") -> Owner:
    return carts.add(owner=owner, offer_key=offer.key, quantity=quantity, currency=currency, at=NOON)


def choose(owner: Owner, currency: str) -> None:
    carts.choose_currency(owner=owner, currency=currency, at=NOON)


def things_of(user: User) -> dict[str, int]:
    return dict(CartLine.objects.filter(cart__user=user, removed_at=None).values_list("offer__key", "quantity"))


def test_what_is_added_while_another_currency_is_chosen_comes_in_that_currency():
    walk, other = make_walk(currencies=BOTH), make_walk("Night walk", currencies=BOTH)
    owner, cart = make_cart(walk)

    meanwhile(lambda: choose(owner, "USD"), lambda: add(owner, other))

    assert Cart.objects.get(pk=cart.pk).currency == "USD"


def test_the_currency_that_was_chosen_last_counts():
    owner, cart = make_cart(make_walk(currencies=BOTH))

    meanwhile(lambda: choose(owner, "USD"), lambda: choose(owner, "EUR"))

    assert Cart.objects.get(pk=cart.pk).currency == "EUR"


def test_what_was_taken_out_twice_and_put_back_in_between_is_out():
    owner, cart = make_cart(make_walk())
    line = cart.lines.get()
    carts.remove(owner=owner, line_id=line.pk, at=NOON)

    meanwhile(
        lambda: carts.undo(owner=owner, line_id=line.pk, at=NOON),
        lambda: carts.remove(owner=owner, line_id=line.pk, at=NOON),
    )

    assert CartLine.objects.get().removed_at == NOON
    assert not KeptPlace.objects.exists()


def test_places_whose_time_is_over_stay_with_a_buyer_who_comes_back_at_that_moment():
    walk = make_walk(most=3)
    owner, _ = make_cart(walk)
    later = NOON + timedelta(hours=1)
    again = {"owner": owner, "line_id": CartLine.objects.get().pk, "quantity": 2, "at": later}

    both = meanwhile(lambda: carts.change(**again), lambda: release_ended_holds(at=later))

    assert (both.second, KeptPlace.objects.get().places) == (0, 2)


def test_what_a_guest_adds_while_signing_in_is_the_members():
    ada, walk, card = make_user(), make_walk(), make_postcard()
    make_cart(make_postcard("Lake in April"), user=ada)
    guest, _ = make_cart(walk)

    both = meanwhile(lambda: add(guest, card), lambda: merge_into_members(token=guest.token, user=ada, at=NOON))

    assert both.second == Merged(joined=2)
    assert {walk.key, card.key} < set(things_of(ada))


def test_what_a_member_adds_elsewhere_while_signing_in_adds_up_with_the_guests():
    ada, walk, card = make_user(), make_walk(most=5), make_postcard()
    make_cart(card, user=ada)
    guest, _ = make_cart(walk, quantity=2)

    both = meanwhile(
        lambda: add(Owner(user=ada), walk), lambda: merge_into_members(token=guest.token, user=ada, at=NOON)
    )

    assert both.second == Merged()
    assert things_of(ada) == {walk.key: 3, card.key: 1}
