"""Waiting lists as programs join them."""

from __future__ import annotations

import pytest

from shop.waiting.models import Waiting
from tests.api.conftest import code_of
from tests.factories.capacity import make_limited
from tests.factories.shop import make_paid_order

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
