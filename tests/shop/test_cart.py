"""What may happen to a cart."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from shop.cart import operations as carts
from shop.cart.basket import basket_of
from shop.cart.models import Cart, CartLine
from shop.cart.operations import Owner
from shop.cart.tasks import forget_old_carts, release_ended_holds
from shop.contract import Unavailable, give_access, take_off_sale
from tests.contracts.goods.models import KeptPlace
from tests.factories.accounts import make_user
from tests.factories.shop import (
    GUEST,
    NOON,
    eur,
    make_cart,
    make_order,
    make_paid_order,
    make_postcard,
    make_walk,
    new_price,
)

pytestmark = pytest.mark.django_db


def look(cart, *, user=GUEST, country="DE", at=NOON, **terms):
    return basket_of(Cart.objects.get(pk=cart.pk), user=user, language="en", country=country, at=at, **terms)


def test_a_guests_cart_is_found_by_a_token_of_which_only_the_digest_is_stored():
    owner, cart = make_cart(make_walk())

    assert len(owner.token) == 43
    assert cart.token_hash == carts.digest(owner.token)
    assert Cart.objects.filter(Owner(token="another").filter).first() is None


def test_a_token_that_names_no_cart_is_not_taken_over():
    owner = carts.add(owner=Owner(token="planted"), offer_key=make_walk().key, quantity=1, currency="EUR", at=NOON)

    assert owner.token != "planted"


def test_adding_what_is_had_once_twice_changes_nothing():
    walk = make_walk()
    _, cart = make_cart(walk, walk)

    assert [line.quantity for line in cart.lines.all()] == [1]


def test_adding_what_is_had_several_times_adds_up_to_what_is_allowed():
    walk = make_walk(most=3)
    owner, cart = make_cart(walk, walk)

    with pytest.raises(carts.NotForSale, match="At most 3 of these"):
        carts.add(owner=owner, offer_key=walk.key, quantity=2, currency="EUR", at=NOON)
    assert [line.quantity for line in cart.lines.all()] == [2]


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"stopped": True}, "not for sale at the moment"),
        ({"sale_from": NOON + timedelta(days=30)}, "from 24 December 2026"),
        ({"sale_until": NOON}, "has ended"),
        ({"currencies": ("USD",)}, "no price in EUR"),
    ],
)
def test_what_is_not_on_sale_is_refused_with_its_reason(terms, reason):
    walk = make_walk(**terms)

    with pytest.raises(carts.NotForSale, match=reason):
        make_cart(walk)
    assert Cart.objects.count() == 0


def test_what_a_member_owns_is_not_sold_to_them_again():
    ada = make_user()
    walk = make_walk()
    order = make_paid_order(walk, user=ada)
    give_access(order.lines.get(), walk.record, at=NOON)

    with pytest.raises(carts.AlreadyYours):
        make_cart(walk, user=ada)


def test_what_may_be_had_several_times_is_sold_to_its_owner_again():
    ada = make_user()
    walk = make_walk(most=2)
    order = make_paid_order(walk, user=ada)
    give_access(order.lines.get(), walk.record, at=NOON)

    _, cart = make_cart(walk, user=ada)

    assert look(cart, user=ada).total == eur(7900)


def test_removing_gives_the_places_back_and_undo_takes_them_again():
    walk = make_walk(places=1)
    owner, cart = make_cart(walk)
    line = cart.lines.get()
    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    carts.remove(owner=owner, line_id=line.pk, at=NOON)
    assert (look(cart).lines, KeptPlace.objects.count()) == ([], 0)

    carts.undo(owner=owner, line_id=line.pk, at=NOON)

    assert [found.line.pk for found in look(cart).lines] == [line.pk]
    assert KeptPlace.objects.get().line_id == line.pk


def test_undo_says_so_where_the_place_went_to_somebody_else():
    walk = make_walk(places=1)
    owner, cart = make_cart(walk)
    carts.remove(owner=owner, line_id=cart.lines.get().pk, at=NOON)
    make_cart(walk)

    with pytest.raises(Unavailable):
        carts.undo(owner=owner, line_id=cart.lines.get().pk, at=NOON)
    assert look(cart).lines == []


def test_nobody_changes_lines_of_another_cart():
    _, cart = make_cart(make_walk(most=5))
    stranger, _ = make_cart(make_walk("Night walk"))
    line_id = cart.lines.get().pk

    for owner in (stranger, Owner(), Owner(user=AnonymousUser(), token="guess")):
        with pytest.raises(carts.NoSuchLine):
            carts.change(owner=owner, line_id=line_id, quantity=2, at=NOON)
        with pytest.raises(carts.NoSuchLine):
            carts.remove(owner=owner, line_id=line_id, at=NOON)


def test_more_places_than_are_left_are_refused_and_the_line_stays():
    walk = make_walk(places=3, most=5)
    owner, cart = make_cart(walk)

    with pytest.raises(Unavailable, match="Only 3"):
        carts.change(owner=owner, line_id=cart.lines.get().pk, quantity=4, at=NOON)
    assert cart.lines.get().quantity == 1


def test_a_new_price_is_said_once_and_counts_at_once():
    walk = make_walk()
    _, cart = make_cart(walk)
    new_price(walk, 8900)

    basket = look(cart)
    assert ([line.seen for line in basket.changed], basket.total) == ([eur(7900)], eur(8900))
    carts.mark_seen(basket)

    assert look(cart).changed == []


def test_what_is_no_longer_sold_stays_with_its_reason_and_costs_nothing():
    walk, other = make_walk(), make_walk("Night walk", amount=1200)
    _, cart = make_cart(walk, other)
    take_off_sale(walk.record, cause="test")

    basket = look(cart)

    assert [line.trouble for line in basket.lines] == ["This is no longer for sale.", ""]
    assert (basket.blocked, basket.total) == (True, eur(1200))


def test_tax_is_summed_per_rate_and_each_line_is_rounded_by_itself():
    lines = [make_walk(f"Walk {number}", amount=1999) for number in range(3)]
    book = make_walk("Map", amount=1000, tax_class="book")
    _, cart = make_cart(*lines, book)

    taxes = look(cart).taxes

    assert [(str(share.percent), share.amount) for share in taxes] == [("19", eur(3 * 319)), ("7", eur(65))]


@pytest.mark.parametrize(("country", "taxes"), [("AT", ["20"]), ("US", []), ("ZZ", [])])
def test_tax_is_that_of_the_buyers_country_and_none_outside_the_table(country, taxes):
    _, cart = make_cart(make_walk())

    basket = look(cart, country=country)

    assert ([str(share.percent) for share in basket.taxes], basket.total) == (taxes, eur(7900))


def test_another_currency_is_a_choice_after_which_nothing_counts_as_changed():
    walk = make_walk(currencies=("EUR", "USD"))
    owner, cart = make_cart(walk, make_walk("Only here"))

    carts.choose_currency(owner=owner, currency="USD", at=NOON)

    basket = look(cart)
    assert [line.trouble for line in basket.lines] == ["", "This has no price in USD."]
    assert (basket.currency, basket.changed) == ("USD", [])


def test_a_cart_keeps_its_currency_while_something_is_in_it_and_takes_a_new_one_when_empty():
    walk, other = make_walk(currencies=("EUR", "USD")), make_walk("Night walk", currencies=("EUR", "USD"))
    owner, cart = make_cart(walk)
    carts.add(owner=owner, offer_key=other.key, quantity=1, currency="USD", at=NOON)
    assert look(cart).currency == "EUR"

    for line in cart.lines.all():
        carts.remove(owner=owner, line_id=line.pk, at=NOON)
    carts.add(owner=owner, offer_key=other.key, quantity=1, currency="USD", at=NOON)

    assert (look(cart).currency, look(cart).changed) == ("USD", [])


def test_places_are_given_back_when_their_time_is_over():
    _, cart = make_cart(make_walk())

    assert release_ended_holds(at=NOON + timedelta(minutes=19)) == 0
    assert release_ended_holds(at=NOON + timedelta(minutes=21)) == 1
    assert (KeptPlace.objects.count(), cart.lines.get().held_until) == (0, None)


def test_places_of_someone_who_pays_are_kept_however_late_it_is():
    make_order(make_walk())

    assert release_ended_holds(at=NOON + timedelta(days=2)) == 0
    assert KeptPlace.objects.count() == 1


def test_carts_are_kept_thirty_days_after_they_were_touched():
    _, cart = make_cart(make_walk())
    release_ended_holds(at=NOON + timedelta(hours=1))

    forget_old_carts(at=NOON + timedelta(days=29, hours=23))
    assert Cart.objects.filter(pk=cart.pk).exists()
    forget_old_carts(at=NOON + timedelta(days=30, minutes=1))

    assert (Cart.objects.count(), CartLine.objects.count()) == (0, 0)


def test_a_cart_takes_the_same_number_of_queries_with_one_and_with_many_lines(django_assert_num_queries):
    _, one = make_cart(make_walk())
    _, many = make_cart(*[make_walk(f"Walk {number}") for number in range(5)])

    for cart in (one, many):
        cart = Cart.objects.get(pk=cart.pk)
        with django_assert_num_queries(4):  # lines with offers, prices, walks, limits
            basket_of(cart, user=GUEST, language="en", country="DE", at=NOON)


@pytest.mark.django_db(transaction=True)
def test_adding_to_a_cart_takes_few_statements(django_assert_num_queries):
    owner, _ = make_cart(make_postcard())
    card = make_postcard("Lake in May")

    with django_assert_num_queries(9):  # begin, offer, prices, cart, touched, line, insert, limits, commit
        carts.add(owner=owner, offer_key=card.key, quantity=1, currency="EUR", at=NOON)
