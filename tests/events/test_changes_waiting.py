"""Whoever waits for a date that is moved or cancelled."""

import pytest
from django.utils import timezone

from events.changes import operations
from messaging.models import Message
from shop.contract import set_quota
from shop.waiting.operations import leave
from tests.factories.changes import cancel, make_two_dates, move, told
from tests.factories.events import date_of, offer_of
from tests.factories.payments import do_all_work
from tests.factories.waiting import make_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def event():
    return make_two_dates()


def test_whoever_waits_is_told_and_stays_in_line_for_a_moved_date(event):
    full = set_quota("full", size=0, offers=[offer_of(event)])
    entry = make_waiting(offer_of(event), "wanda@example.org", language="de", at=timezone.now())
    assert full.size == 0

    change = move(date_of(event))

    entry.refresh_from_db()
    assert (told("event_moved"), entry.state) == (["wanda@example.org"], "waiting")
    assert Message.objects.get(kind="event_moved").language == "de"
    assert change.notices.get().state == "done"


def test_whoever_waits_for_a_cancelled_date_is_told_and_waits_no_more(event):
    set_quota("full", size=0, offers=[offer_of(event)])
    entry = make_waiting(offer_of(event), "wanda@example.org", at=timezone.now())

    cancel(date_of(event))

    entry.refresh_from_db()
    assert (told("event_cancelled"), entry.state) == (["wanda@example.org"], "removed")


def test_whoever_has_left_the_line_meanwhile_is_told_nothing(event):
    set_quota("full", size=0, offers=[offer_of(event)])
    entry = make_waiting(offer_of(event), "wanda@example.org", at=timezone.now())
    change = cancel(date_of(event), work=False)
    operations.carry_out(change_id=change.pk, at=timezone.now())
    leave(secret=entry.secret, at=timezone.now())

    do_all_work()

    assert (told("event_cancelled"), change.notices.get().state) == ([], "overtaken")
