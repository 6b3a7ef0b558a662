"""From cart to order, and what follows when the money is there."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from outbox.models import Job
from shop.cart import operations as carts
from shop.cart.models import CartLine
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.fulfilment.operations import grant_line
from shop.orders.checkout import CannotOrder, ConsentMissing, OtherOrderOpen, place_order
from shop.orders.models import Consent, Order
from shop.orders.operations import claim_orders, give_up, mark_paid
from tests.contracts.goods.models import KeptPlace, Walk
from tests.factories.accounts import make_user
from tests.factories.shop import (
    CONSENTS,
    NOON,
    eur,
    make_cart,
    make_details,
    make_order,
    make_paid_order,
    make_postcard,
    make_walk,
    new_price,
)

pytestmark = pytest.mark.django_db


def test_an_order_copies_every_price_tax_and_word():
    order = make_order(make_walk(amount=7900, most=3), make_postcard(amount=300), quantity=1, country="AT")

    assert (order.total, order.tax, order.language) == (eur(8200), eur(1317 + 50), "en")
    walk, card = order.lines.all()
    assert (walk.title, walk.detail, walk.tax_percent) == ("Dawn walk", "Three hours", Decimal(20))
    assert (card.title, card.detail, card.total) == ("Lake in March", "", eur(300))


def test_what_was_accepted_is_kept_in_its_words():
    order = make_order(make_walk())

    assert dict(Consent.objects.filter(order=order).values_list("code", "wording")) == {
        "terms": "I accept the terms of sale.",
        "boots": "I bring boots.",
    }


def test_without_every_consent_nothing_is_ordered():
    _, cart = make_cart(make_walk())

    with pytest.raises(ConsentMissing):
        place_order(cart, make_details(cart, accepted=frozenset({"terms"})), at=NOON)
    assert Order.objects.count() == 0


def test_an_empty_cart_is_not_ordered():
    owner, cart = make_cart(make_walk())
    carts.remove(owner=owner, line_id=cart.lines.get().pk, at=NOON)

    with pytest.raises(CannotOrder, match="empty"):
        place_order(cart, make_details(cart), at=NOON)


def test_a_total_that_is_not_the_one_shown_stops_the_order():
    walk = make_walk()
    _, cart = make_cart(walk)
    details = make_details(cart)
    new_price(walk, 8900)

    with pytest.raises(CannotOrder, match="changed"):
        place_order(cart, details, at=NOON)
    assert Order.objects.count() == 0


def test_goods_look_once_more_before_they_are_ordered():
    walk = make_walk()
    _, cart = make_cart(walk)
    Walk.objects.update(cancelled=True)

    with pytest.raises(CannotOrder, match="Dawn walk: This walk is off"):
        place_order(cart, make_details(cart), at=NOON)


def test_ordering_the_same_again_is_the_same_order():
    _, cart = make_cart(make_walk(), make_postcard())

    first = place_order(cart, make_details(cart), at=NOON)
    second = place_order(cart, make_details(cart), at=NOON)

    assert (first, Order.objects.count()) == (second, 1)


@pytest.mark.parametrize("changed", [{"email": "eve@example.org"}, {"name": "Eve"}, {"country": "AT"}])
def test_another_order_for_a_cart_waits_until_the_open_one_is_ended(changed):
    _, cart = make_cart(make_walk())
    first = place_order(cart, make_details(cart), at=NOON)

    with pytest.raises(OtherOrderOpen) as other:
        place_order(cart, make_details(cart, **changed), at=NOON)
    assert other.value.orders == [first]

    give_up(first, state=Order.State.CANCELLED, at=NOON)
    assert place_order(cart, make_details(cart, **changed), at=NOON) != first


def test_a_cart_with_other_things_is_another_order():
    owner, cart = make_cart(make_postcard(), make_walk())
    place_order(cart, make_details(cart), at=NOON)
    carts.remove(owner=owner, line_id=cart.lines.last().pk, at=NOON)

    with pytest.raises(OtherOrderOpen):
        place_order(cart, make_details(cart), at=NOON)


def test_places_are_kept_beyond_the_suppliers_own_time():
    make_order(make_walk())

    assert (KeptPlace.objects.get().until - NOON).total_seconds() == 36 * 60


def test_an_order_counts_as_paid_once():
    order = make_order(make_walk(), make_postcard())

    assert [mark_paid(order, at=NOON), mark_paid(order, at=NOON)] == [True, False]

    lines = list(order.lines.values_list("pk", flat=True))
    assert sorted(Job.objects.filter(kind__in=["fulfilment.grant", "order.receipt"]).values_list("key", flat=True)) == [
        *[f"grant:{line}" for line in lines],
        f"receipt:{order.pk}",
    ]
    assert list(Fulfilment.objects.values_list("line", "state")) == [(line, "pending") for line in lines]
    assert (order.state, CartLine.objects.count()) == ("paid", 0)


def test_only_what_was_paid_leaves_the_cart():
    owner, cart = make_cart(make_walk(most=5), quantity=2)
    order = place_order(cart, make_details(cart), at=NOON)
    later = make_postcard()
    carts.change(owner=owner, line_id=cart.lines.get().pk, quantity=3, at=NOON)
    carts.add(owner=owner, offer_key=later.key, quantity=1, currency="EUR", at=NOON)

    mark_paid(order, at=NOON)

    assert list(cart.lines.values_list("offer__kind", "quantity")) == [("walk", 1), ("postcard", 1)]


def test_money_for_an_order_that_was_given_up_still_counts():
    order = make_order(make_walk())
    give_up(order, state=Order.State.EXPIRED, at=NOON)

    assert mark_paid(order, at=NOON)
    assert Order.objects.get().state == Order.State.PAID


def test_a_paid_order_is_not_given_up():
    order = make_paid_order(make_walk())

    assert not give_up(order, state=Order.State.EXPIRED, at=NOON)
    assert Order.objects.get().state == Order.State.PAID


def test_guest_orders_join_whoever_proves_their_address_with_all_rights():
    order = make_paid_order(make_walk(), email="Ada@Example.org")
    others = make_paid_order(make_walk(), email="eve@example.org")
    grant_line(line_id=order.lines.get().pk)
    ada = make_user("ada@example.org")

    assert claim_orders(user=ada, email="ada@example.org") == 1

    assert (Order.objects.get(pk=order.pk).user, Order.objects.get(pk=others.pk).user) == (ada, None)
    assert Entitlement.objects.get().user == ada


def test_someone_elses_order_is_never_taken():
    eve = make_user("eve@example.org")
    order = make_paid_order(make_walk(), user=eve, email="ada@example.org")

    assert claim_orders(user=make_user("ada@example.org"), email="ada@example.org") == 0
    assert Order.objects.get(pk=order.pk).user == eve


def test_what_is_free_needs_consents_too():
    _, cart = make_cart(make_walk(amount=0))

    with pytest.raises(ConsentMissing):
        place_order(cart, make_details(cart, accepted=CONSENTS - {"boots"}), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_are_one_order():
    _, cart = make_cart(make_postcard())
    details = make_details(cart)
    begin = Barrier(6)

    def click(_):
        begin.wait()
        try:
            return place_order(cart, details, at=NOON).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as clicks:
        orders = set(clicks.map(click, range(6)))

    assert orders == {Order.objects.get().pk}
