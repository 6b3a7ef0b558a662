"""What a page shows of price and purchase."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from money import Money
from shop.contract import buy_box, give_access
from tests.factories.accounts import make_user
from tests.factories.shop import make_paid_order, make_walk

pytestmark = pytest.mark.django_db


def visit(rf, *, user=None, **cookies):
    request = rf.get("/")
    request.user = user or AnonymousUser()
    request.COOKIES = {"sessionid": "x", **cookies} if user else cookies
    return request


def test_the_box_has_the_price_in_the_visitors_currency(rf):
    walk = make_walk(currencies=("EUR", "USD"))

    for cookies, currency in (({}, "EUR"), ({"currency": "USD"}, "USD"), ({"currency": "\x00"}, "EUR")):
        assert buy_box(walk.record, visit(rf, **cookies)).first.price.now == Money(7900, currency)


def test_the_box_says_why_something_cannot_be_bought(rf):
    box = buy_box(make_walk(stopped=True).record, visit(rf))

    assert (box.first.can_be_bought, box.first.reason) == (False, "This is not for sale at the moment.")


def test_the_box_knows_what_its_visitor_owns(rf):
    ada, walk = make_user(), make_walk()
    right = give_access(make_paid_order(walk, user=ada).lines.get(), walk.record, at=timezone.now())

    assert buy_box(walk.record, visit(rf, user=ada)).owned == right
    assert buy_box(walk.record, visit(rf)).owned is None


def test_a_visitor_without_a_session_is_not_asked_who_they_are(rf):
    request = rf.get("/")  # has neither user nor session: touching either would fail

    assert buy_box(make_walk().record, request).owned is None
