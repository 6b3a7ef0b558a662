"""What comes on top of another thing: at most as many as of it, and gone when it goes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shop.capacity.holding import TooFewLeft
from shop.cart import operations as carts
from shop.cart.merging import merge_into_members
from shop.cart.models import Cart, CartLine
from shop.cart.operations import NoSuchLine, NotForSale, Owner
from shop.contract import PriceTerms, put_on_sale, set_quota
from shop.orders.checkout import place_order
from shop.orders.operations import mark_paid
from tests.factories.accounts import make_user
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.shop import GUEST, NOON, eur, look_at, make_details, make_postcard

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket():
    yield make_limited("house", size=10)
    assert adds_up()


@pytest.fixture
def room(ticket):
    """Of the same record as the ticket, with places of its own."""
    prices = {"EUR": PriceTerms(amount=1000)}
    offer = put_on_sale(
        ticket.record, kind="postcard", prices=prices, cause="test", code="room", most_per_order=9, on_top=True
    )
    set_quota("rooms", size=2, offers=[offer])
    return offer


def add(offer, quantity=1, *, owner=None, **terms) -> Owner:
    owner = owner or Owner(user=GUEST)
    return carts.add(owner=owner, offer_key=offer.key, quantity=quantity, currency="EUR", at=NOON, **terms)


def quantities() -> dict[str, int]:
    return {line.offer.code: line.quantity for line in CartLine.objects.filter(removed_at=None)}


def test_a_thing_and_what_is_on_top_are_had_together(ticket, room):
    owner = add(ticket, 3, options={room.key: 2})

    basket = look_at(Cart.objects.get(owner.filter))
    assert [(line.line.offer, line.quantity, line.on_top) for line in basket.lines] == [
        (ticket, 3, False),
        (room, 2, True),
    ]
    assert (basket.total, standing("house"), standing("rooms")) == (eur(2900), (3, 0, 7), (2, 0, 0))


def test_where_one_of_them_is_gone_nothing_is_had(ticket, room):
    with pytest.raises(TooFewLeft):
        add(ticket, 3, options={room.key: 3})

    assert (CartLine.objects.count(), standing("house")) == (0, (0, 0, 10))


def test_it_is_not_sold_alone_and_not_with_anything_else(ticket, room):
    with pytest.raises(NotForSale, match="on top of something else"):
        add(room)
    owner = add(make_postcard("Another", most_per_order=2))
    other = CartLine.objects.get()
    with pytest.raises(NotForSale, match="does not go with"):
        add(room, owner=owner, belongs_to=other.pk)
    with pytest.raises(NoSuchLine):
        add(room, owner=add(ticket), belongs_to=other.pk)


def test_there_are_at_most_as_many_on_top(ticket, room):
    owner = add(ticket, 1)
    line = CartLine.objects.get()

    with pytest.raises(NotForSale, match="At most 1 of this, as many as"):
        add(room, 2, owner=owner, belongs_to=line.pk)


def test_fewer_of_it_are_fewer_on_top(ticket, room):
    owner = add(ticket, 3, options={room.key: 2})

    carts.change(owner=owner, line_id=CartLine.objects.get(offer=ticket).pk, quantity=1, at=NOON)

    assert quantities() == {"": 1, "room": 1}
    assert (standing("house"), standing("rooms")) == ((1, 0, 9), (1, 0, 1))


def test_it_goes_with_what_it_belongs_to_and_comes_back_with_it(ticket, room):
    owner = add(ticket, 3, options={room.key: 2})
    line = CartLine.objects.get(offer=ticket)

    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    assert (quantities(), standing("rooms")) == ({}, (0, 0, 2))
    carts.undo(owner=owner, line_id=line.pk, at=NOON)

    assert (quantities(), standing("house"), standing("rooms")) == ({"": 3, "room": 2}, (3, 0, 7), (2, 0, 0))


def test_it_does_not_come_back_without_what_it_belongs_to(ticket, room):
    owner = add(ticket, options={room.key: 1})
    carts.remove(owner=owner, line_id=CartLine.objects.get(offer=ticket).pk, at=NOON)

    with pytest.raises(NotForSale):
        carts.undo(owner=owner, line_id=CartLine.objects.get(offer=room).pk, at=NOON)


def test_an_order_says_what_belongs_to_what(ticket, room):
    owner = add(ticket, 2, options={room.key: 1})
    cart = Cart.objects.get(owner.filter)

    order = place_order(cart, make_details(cart), at=NOON)
    mark_paid(order, at=NOON)

    below, above = order.lines.all()
    assert (below.belongs_to, above.belongs_to, above.offer) == (None, below, room)
    assert (standing("house"), standing("rooms"), CartLine.objects.count()) == ((0, 2, 8), (0, 1, 1), 0)


def test_signing_in_joins_what_is_on_top(ticket, room):
    ada = make_user()
    add(ticket, 1, owner=Owner(user=ada), options={room.key: 1})
    guest = add(ticket, 2, options={room.key: 1})

    merge_into_members(token=guest.token, user=ada, at=NOON)

    assert (quantities(), CartLine.objects.filter(cart__user=ada).count()) == ({"": 3, "room": 2}, 2)
    assert (standing("house"), standing("rooms")) == ((3, 0, 7), (2, 0, 0))


def test_signing_in_brings_what_is_on_top_of_the_members_to_the_guests(ticket, room):
    ada = make_user()
    add(ticket, 1, owner=Owner(user=ada), options={room.key: 1})
    guest = add(ticket, 2)

    merge_into_members(token=guest.token, user=ada, at=NOON)

    assert (quantities(), standing("rooms")) == ({"": 3, "room": 1}, (1, 0, 1))


def test_one_form_adds_both_and_the_pages_show_it_below(client, ticket, room):
    form = {"offer": ticket.key, "quantity": 2, f"option:{room.key}": 1, "option:other": ""}

    response = client.post(reverse("shop:add"), form, HTTP_SEC_FETCH_SITE="same-origin")

    assert response.status_code == 302
    assert client.get(reverse("shop:cart")).content.decode().count("line-item--on-top") == 1


def test_where_what_is_on_top_is_gone_its_name_is_said(client, ticket, room):
    form = {"offer": ticket.key, "quantity": 5, f"option:{room.key}": 5}

    response = client.post(reverse("shop:add"), form, HTTP_SEC_FETCH_SITE="same-origin")

    assert response.status_code == 409
    assert "Card of house: Only 2 places can be had just now." in response.content.decode()
    assert "Take 2 places" not in response.content.decode()


@pytest.mark.parametrize("value", ["many", "-1", "1000", "1.5"])
def test_a_number_that_is_none_gets_a_sentence(client, ticket, room, value):
    form = {"offer": ticket.key, "quantity": 2, f"option:{room.key}": value}

    response = client.post(reverse("shop:add"), form, HTTP_SEC_FETCH_SITE="same-origin")

    assert (response.status_code, CartLine.objects.count()) == (422, 0)
