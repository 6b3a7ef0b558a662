"""More people than places, over HTTP and in several web processes that are killed: none oversold, none left unsold."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from outbox import registry, runner
from shop.capacity import holding
from shop.capacity.models import Quota
from shop.contract import set_quota
from shop.orders.models import Order
from shop.payments.models import Payment
from tests.capacity.crowd import Crowd, deadlocks, what_is_wrong
from tests.capacity.house import OwnHouse
from tests.factories.shop import make_postcard
from tests.payments.house import free_port

WEB_PROCESSES = 3

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def houses(settings, monkeypatch):
    houses = [OwnHouse(free_port(), runner=number == 0) for number in range(WEB_PROCESSES)]
    settings.PUBLIC_URL = f"http://127.0.0.1:{houses[0].port}"
    settings.API_REQUESTS_PER_MINUTE = {"read": 0, "write": 0}  # each process that dies takes its share along
    quick = {kind: replace(handler, lease=timedelta(seconds=4)) for kind, handler in registry.handlers.items()}
    monkeypatch.setattr(registry, "handlers", quick)
    monkeypatch.setattr(registry, "recurring", {})
    monkeypatch.setattr(runner, "FIRST_PAUSE", timedelta(milliseconds=500))
    yield houses
    for house in houses:
        house.close()


def open_sale(places: int) -> list:
    """Three kinds of tickets: all share the house, two of them share a quarter of it as well."""
    tickets = [make_postcard(f"Ticket {kind}", most_per_order=6) for kind in "abc"]
    set_quota("house", size=places, offers=tickets)
    set_quota("rooms", size=places // 4, offers=tickets[1:])
    return tickets


def run(houses, *, buyers: int, places: int, seed: int = 7) -> Crowd:
    before, start = deadlocks(), time.monotonic()
    crowd = Crowd(houses, open_sale(places), buyers, seed)

    crowd.comes()

    time.sleep(1.5)  # PostgreSQL tells its statistics each second
    states = {state: Payment.objects.filter(state=state).count() for state in ("paid", "returned", "expired")}
    print(
        f"\n{connection.vendor}: {buyers} buyers, {places} places, {crowd.kills} web processes killed, "
        f"{deadlocks() - before} deadlocks, payments {states}, {Order.objects.count()} orders, "
        f"{time.monotonic() - start:.0f} s"
    )
    assert deadlocks() == before
    return crowd


@pytest.mark.thorough
def test_three_hundred_people_get_forty_places_and_nobody_a_place_that_is_not_there(houses, capsys):
    with capsys.disabled():
        crowd = run(houses, buyers=300, places=40)

    assert (crowd.wrong, what_is_wrong()) == ([], [])
    assert Quota.objects.get(key="house").taken == 40
    assert crowd.kills >= 5, "too little was killed to prove anything"
    assert Payment.objects.filter(state="expired").exists(), "no page ran out"


@pytest.mark.parametrize(
    ("buyers", "places"),
    [
        pytest.param(400, 60, marks=pytest.mark.prove),
        # More than a quarter of an hour: by hand, and written down in docs/measurements.md.
        pytest.param(10_000, 1_000, marks=pytest.mark.soak),
    ],
)
def test_many_people_get_all_places_and_none_that_is_not_there(houses, capsys, buyers, places):
    with capsys.disabled():
        crowd = run(houses, buyers=buyers, places=places)

    assert (crowd.wrong, what_is_wrong()) == ([], [])
    assert Quota.objects.get(key="house").taken == places


@pytest.mark.prove
def test_without_the_guard_the_same_crowd_oversells(houses, capsys, monkeypatch, without_the_constraint):
    monkeypatch.setattr(holding, "take", take_without_looking)

    # So few places that those who come through are too many, even where most holds run out before anybody pays.
    with capsys.disabled():
        crowd = run(houses, buyers=60, places=4)

    wrong = [*crowd.wrong, *what_is_wrong()]
    assert any("of 4" in words for words in wrong), wrong


@pytest.fixture
def without_the_constraint():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite makes a table anew with all its constraints; PostgreSQL shows what it holds back")
    constraint = next(one for one in Quota._meta.constraints if one.name == "no_place_is_taken_twice")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Quota, constraint)
    yield
    Quota.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Quota, constraint)


def take_without_looking(quota: Quota, places: int) -> bool:
    """The same statement without its condition."""
    Quota.objects.filter(pk=quota.pk).update(taken=F("taken") + places)
    quota.refresh_from_db()
    return True
