"""Quotas: so many places for whatever shares them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from shop.capacity.counter import give, take
from shop.capacity.models import Hold, Quota
from shop.contract import Availability, Places, TooFewPlaces, drop_quota, places_of, quota_places, set_quota
from tests.factories.shop import NOON, make_postcard

pytestmark = pytest.mark.django_db


def test_a_quota_says_what_was_said_last():
    first, second = make_postcard("One"), make_postcard("Two")

    set_quota("hall", size=20, offers=[first], low_at=3)
    set_quota("hall", size=30, offers=[second])

    quota = Quota.objects.get()
    assert (quota.key, quota.size, quota.taken, quota.low_at) == ("hall", 30, 0, 0)
    assert list(quota.offers.all()) == [second]


def test_places_are_counted_until_none_is_left():
    quota = set_quota("hall", size=3, offers=[])

    assert take(quota, 2) and take(quota, 1)
    assert not take(quota, 1)
    give(quota, 2)
    assert not take(quota, 3)
    assert take(quota, 2)
    assert Quota.objects.get().taken == 3


def test_the_database_takes_no_place_twice():
    quota = set_quota("hall", size=3, offers=[])

    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.filter(pk=quota.pk).update(taken=4)


def test_there_cannot_be_fewer_places_than_are_taken():
    card = make_postcard()
    take(set_quota("hall", size=20, offers=[card]), 12)

    with pytest.raises(TooFewPlaces) as refused:
        set_quota("hall", size=11, offers=[])

    assert refused.value.taken == 12
    assert str(refused.value) == "12 places are taken already; there cannot be fewer."
    assert (Quota.objects.get().size, list(Quota.objects.get().offers.all())) == (20, [card])
    assert set_quota("hall", size=12, offers=[card]).left == 0


def test_a_limit_ends_where_nothing_is_taken():
    quota = set_quota("hall", size=3, offers=[make_postcard()])
    take(quota, 1)

    with pytest.raises(TooFewPlaces):
        drop_quota("hall")
    give(quota, 1)
    drop_quota("hall")
    drop_quota("hall")

    assert not Quota.objects.exists()


def test_an_offer_is_as_free_as_its_tightest_quota_and_unlimited_without_one(django_assert_num_queries):
    single, double, free = make_postcard("Single"), make_postcard("Double"), make_postcard("Free")
    house = set_quota("house", size=20, offers=[single, double], low_at=5)
    rooms = set_quota("singles", size=6, offers=[single], low_at=2)
    take(house, 10)
    take(rooms, 5)
    Hold.objects.create(quota=rooms, offer=single, cart_line=1, quantity=2, until=NOON, began_at=NOON)

    with django_assert_num_queries(2):
        places = places_of([single, double, free])

    assert places == {
        single.pk: Places(size=6, sold=3, held=2, low_at=2),
        double.pk: Places(size=20, sold=10, low_at=5),
    }
    assert (places[single.pk].left, places[double.pk].left) == (1, 10)
    assert quota_places("singles") == places[single.pk]
    assert quota_places("attic") is None


@pytest.mark.parametrize(
    ("places", "state", "words"),
    [
        (Places(size=9, sold=1, low_at=3), Availability.FREE, "Places are free"),
        (Places(size=9, sold=4, held=2, low_at=3), Availability.FEW, "Only 3 places left"),
        (Places(size=9, sold=8, low_at=3), Availability.FEW, "Only 1 place left"),
        (
            Places(size=9, sold=8, held=1, low_at=3),
            Availability.HELD,
            "All places are held by others just now. One may come free.",
        ),
        (
            Places(size=9, sold=8, held=1, yours=1),
            Availability.YOURS,
            "What is left lies in your cart.",
        ),
        (Places(size=9, sold=8, kept=1), Availability.SOLD_OUT, "Sold out"),
        (Places(size=9, sold=8, set_aside=1), Availability.SOLD_OUT, "Sold out"),
        (Places(size=9, sold=9, low_at=3), Availability.SOLD_OUT, "Sold out"),
        (Places(size=0), Availability.SOLD_OUT, "Sold out"),
    ],
)
def test_how_free_something_is_stands_in_words(places, state, words):
    assert (places.state, places.words) == (state, words)
