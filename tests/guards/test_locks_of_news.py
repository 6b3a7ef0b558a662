"""A newsletter's readers who say yes and no at once, and a newsletter that two send: what was said last counts."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from messaging.models import Message, Subscription
from messaging.newsletter.operations import ask, confirm, end_for, leave, leaving_key, turn
from messaging.newsletter.sending import AlreadySent, start
from tests.factories.accounts import make_user
from tests.factories.messaging import make_newsletter, make_subscription
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked

ADA = "ada@example.org"
PROOF = "what only the letter knows"


def switch(user, *, on: bool) -> None:
    turn(user=user, on=on, at=timezone.now())


def end_of(row: Subscription):
    """The ways out of it that need no account."""
    return {
        "leave": lambda: leave(key=leaving_key(row), at=timezone.now()),
        "end_for": transaction.atomic(lambda: end_for(ADA, timezone.now())),
    }


def test_whoever_asks_twice_at_once_gets_one_letter():
    make_subscription(ADA, state="ended")
    now = timezone.now()

    # Not in the same second: the letter's key alone would make one of two of one second.
    meanwhile(*[lambda at=now + timedelta(seconds=later): ask(address=ADA, language="en", at=at) for later in (0, 2)])

    assert Message.objects.count() == 1


def test_a_yes_does_not_undo_the_end_that_came_before_it():
    proof = hashlib.sha256(PROOF.encode()).hexdigest()
    row = make_subscription(ADA, state="asked", confirmed_at=None, proof=proof)

    meanwhile(end_of(row)["end_for"], lambda: confirm(proof=PROOF, at=timezone.now()))

    assert Subscription.objects.get().state == "ended"


@pytest.mark.parametrize("way", ["leave", "end_for"])
def test_an_end_that_comes_while_somebody_joins_again_is_an_end(way):
    ada = make_user()
    row = make_subscription(ADA, state="ended")

    meanwhile(lambda: switch(ada, on=True), end_of(row)[way])

    assert Subscription.objects.get().state == "ended"


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
def test_what_is_switched_twice_at_once_is_as_the_second_said(on):
    ada = make_user()
    make_subscription(ADA, state="confirmed" if on else "ended")

    meanwhile(lambda: switch(ada, on=not on), lambda: switch(ada, on=on))

    assert Subscription.objects.get().state == ("confirmed" if on else "ended")


def test_a_newsletter_that_two_send_at_once_goes_once_and_the_second_is_told():
    newsletter = make_newsletter(en="The lake")

    both = meanwhile(*[lambda: start(newsletter_id=newsletter.pk, at=timezone.now())] * 2)

    assert isinstance(both.second, AlreadySent)
