"""What shoppers read of places: in the buy box, in the cart and on their way to pay."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from shop.capacity.models import Hold
from shop.cart.basket import basket_of
from shop.cart.models import CartLine
from shop.cart.tasks import release_ended_holds
from shop.contract import buy_box
from tests.factories.capacity import make_limited, standing
from tests.factories.shop import GUEST, NOON, make_cart, make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def put(client, offer, quantity: int = 1):
    return client.post(reverse("shop:add"), {"offer": offer.key, "quantity": quantity}, **OURS)


def time_passes(minutes: int) -> None:
    """As if everything had been put into carts so much earlier."""
    earlier = timezone.now() - timedelta(minutes=minutes) + timedelta(minutes=20)
    CartLine.objects.update(held_until=earlier)
    Hold.objects.filter(state="held").update(until=earlier)


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    ("taken", "words", "buyable"),
    [("", "", True), ("2 sold", "Only 1 place left", True), ("3 held", "All places are held by others", False)],
)
def test_the_buy_box_says_how_free_it_is(taken, words, buyable):
    offer = make_limited(size=3, low_at=1)
    if taken:
        make = make_paid_order if "sold" in taken else make_cart
        make(offer, quantity=int(taken[0]), at=timezone.now())
    request = RequestFactory().get("/")
    request.user = None

    box = buy_box(offer.record, request)

    assert (box.first.places_words.startswith(words) and bool(box.first.places_words) == bool(words)) is True
    assert box.first.can_be_bought is buyable


def test_the_cart_says_until_when_places_are_kept_and_gives_more_time(client):
    put(client, make_limited(), 2)
    time_passes(13)

    assert "Kept for you until" in words(client.get(reverse("shop:cart")))
    response = client.post(reverse("shop:extend"), {"next": "/en/checkout/"}, **OURS)

    assert response.headers["Location"] == "/en/checkout/"
    assert Hold.objects.get().until - timezone.now() > timedelta(minutes=19)


def test_of_too_many_what_is_left_is_offered_by_one_press(client):
    offer = make_limited(size=3)

    response = put(client, offer, 5)

    assert (response.status_code, "Only 3 places can be had just now." in words(response)) == (409, True)
    assert "Take 3 places" in words(response)
    put(client, offer, 3)
    assert standing() == (3, 0, 0)


def test_a_line_that_asks_for_too_many_keeps_what_it_has_and_is_offered_the_rest(client):
    offer = make_limited(size=3)
    put(client, offer, 1)
    line = CartLine.objects.get()

    response = client.post(reverse("shop:change", args=[line.pk]), {"quantity": 9}, **OURS)

    assert response.status_code == 409
    assert f'action="{reverse("shop:change", args=[line.pk])}"' in response.content.decode()
    assert "Take 3 places" in words(response)


def test_the_cart_says_what_was_lost_and_offers_it_again(client):
    put(client, make_limited(size=3), 2)
    time_passes(21)
    release_ended_holds(at=timezone.now())

    page = words(client.get(reverse("shop:cart")))
    assert "The time for which this was kept is over." in page
    assert "Take 2 places again" in page
    assert client.get(reverse("shop:checkout")).headers["Location"] == reverse("shop:cart")

    line = CartLine.objects.get()
    client.post(reverse("shop:change", args=[line.pk]), {"quantity": 2}, **OURS)
    assert (standing(), client.get(reverse("shop:checkout")).status_code) == ((2, 0, 1), 200)


def test_of_what_was_lost_and_went_to_others_the_rest_is_offered(client):
    offer = make_limited(size=3)
    put(client, offer, 3)
    time_passes(21)
    release_ended_holds(at=timezone.now())
    make_cart(offer, quantity=2, at=timezone.now())

    page = words(client.get(reverse("shop:cart")))

    assert "Only 1 place is left." in page
    assert "Take 1 place again" in page


def test_the_way_to_pay_says_until_when_places_are_kept(client):
    put(client, make_limited())

    assert "Kept for you until" in words(client.get(reverse("shop:checkout")))


def test_programs_are_told_how_places_stand(client):
    put(client, make_limited(size=3), 2)

    line = client.get("/api/cart").json()["lines"][0]

    assert (line["lost"], line["left"], bool(line["kept_until"])) == (False, 1, True)


def test_a_cart_with_limits_takes_the_same_number_of_queries_however_long_it_is(django_assert_num_queries):
    _, one = make_cart(make_limited())
    _, many = make_cart(*[make_limited(f"hall {number}") for number in range(4)])

    for cart in (one, many):
        with django_assert_num_queries(5):  # lines with offers, prices, postcards, quotas, what is held
            basket_of(cart, user=GUEST, language="en", country="DE", at=NOON)
