"""Waiting lists as programs join them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from shop.fulfilment.operations import revoke_line
from shop.waiting.models import Waiting
from tests.api.conftest import code_of
from tests.factories.capacity import make_limited
from tests.factories.payments import do_all_work
from tests.factories.shop import make_paid_order
from tests.factories.waiting import make_waiting

pytestmark = pytest.mark.django_db
JOIN = "/api/waiting"


def sold_out():
    offer = make_limited(size=2)
    make_paid_order(offer, quantity=2)
    return offer


def test_a_guest_is_written_to_and_the_answer_tells_nobody_whether_they_wait_already(program):
    wish = {"offer": sold_out().key, "quantity": 2, "email": "Bo@example.org"}

    first, again = program.send("POST", JOIN, wish), program.send("POST", JOIN, wish)

    assert (first.status_code, first.json()) == (202, {"state": "asked", "url": None})
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert list(Waiting.objects.values_list("address", "quantity")) == [("bo@example.org", 2)]


def test_what_nobody_can_wait_for_is_said_with_a_code(program):
    offer, free = sold_out(), make_limited("free")
    email = {"email": "bo@example.org"}

    assert code_of(program.send("POST", JOIN, {"offer": "x", **email})) == (404, "offer-unknown")
    assert code_of(program.send("POST", JOIN, {"offer": free.key, **email})) == (409, "places-are-free")
    assert code_of(program.send("POST", JOIN, {"offer": offer.key, "quantity": 3, **email})) == (409, "cannot-wait")
    assert code_of(program.send("POST", JOIN, {"offer": offer.key})) == (422, "invalid-input")


def test_another_site_puts_nobody_on_a_list(program):
    wish = {"offer": sold_out().key, "email": "bo@example.org"}

    answer = program.send("POST", JOIN, wish, origin="https://elsewhere.example")

    assert code_of(answer) == (403, "foreign-origin")
    assert not Waiting.objects.exists()


def test_what_is_offered_is_taken_into_the_cart_once(program):
    offer = make_limited(size=2)
    order = make_paid_order(offer, quantity=2)
    waits = make_waiting(offer, quantity=2, at=timezone.now())
    stands = program.get(f"{JOIN}/{waits.secret}").json()
    too_early = program.send("POST", f"{JOIN}/{waits.secret}/take")
    revoke_line(line_id=order.lines.get().pk)
    do_all_work()

    offered = program.get(f"{JOIN}/{waits.secret}").json()
    first, again = (program.send("POST", f"{JOIN}/{waits.secret}/take") for _twice in range(2))

    assert (stands["state"], stands["rank"], stands["kept_until"]) == ("waiting", 1, None)
    assert code_of(too_early) == (409, "waiting-offer-over")
    assert (offered["state"], offered["quantity"], offered["rank"]) == ("offered", 2, None)
    assert offered["kept_until"]
    assert [(line["offer"], line["quantity"]) for line in first.json()["lines"]] == [(offer.key, 2)]
    assert first.cookies["cart"]["httponly"]
    assert (again.status_code, again.json()["lines"]) == (200, first.json()["lines"])
    assert program.get(f"{JOIN}/{waits.secret}").json()["state"] == "taken"


@pytest.mark.parametrize("secret", ["nobody", "x" * 32])
def test_nobody_waits_under_another_secret(program, secret):
    assert code_of(program.get(f"{JOIN}/{secret}")) == (404, "waiting-unknown")
    assert code_of(program.send("POST", f"{JOIN}/{secret}/take")) == (404, "waiting-unknown")


def test_another_site_takes_nothing_of_a_list(program):
    offer = make_limited(size=2)
    order = make_paid_order(offer, quantity=2)
    waits = make_waiting(offer, at=timezone.now())
    revoke_line(line_id=order.lines.get().pk)
    do_all_work()

    answer = program.send("POST", f"{JOIN}/{waits.secret}/take", origin="https://elsewhere.example")

    waits.refresh_from_db()
    assert (code_of(answer), waits.state) == ((403, "foreign-origin"), "offered")
