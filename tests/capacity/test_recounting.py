"""A counter that is not what its rows say is seen by staff, and never put right in silence."""

from __future__ import annotations

import logging

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from shop.capacity.models import Quota
from shop.capacity.tasks import recount
from shop.desk.attention import needs_a_person
from tests.factories.capacity import make_limited
from tests.factories.shop import make_cart, make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    offer = make_limited(size=9)
    make_cart(offer, quantity=2)
    make_paid_order(offer, quantity=3)
    make_limited("attic")


def said_to_staff() -> list[str]:
    return [str(concern.words) for concern in needs_a_person().concerns if concern.key.startswith("places:")]


def test_counters_that_are_right_say_so(hall, capsys):
    call_command("recount_places")

    assert capsys.readouterr().out == "All 2 counters are right.\n"
    assert said_to_staff() == []


def test_a_counter_that_differs_is_told_to_staff_and_stays(hall, caplog, capsys):
    Quota.objects.filter(key="hall").update(taken=F("taken") + 1)

    with pytest.raises(CommandError, match="1 of 2 counters differ"):
        call_command("recount_places")
    with caplog.at_level(logging.ERROR):
        recount()

    said = "hall: the counter says 6, the rows say 5."
    assert (said in capsys.readouterr().err, said in caplog.text) == (True, True)
    assert said_to_staff() == [
        "Places of “hall” do not add up: the counter says 6, the rows say 5. Somebody who knows the database must look."
    ]
    assert Quota.objects.get(key="hall").taken == 6
