"""Dates that two act on at once: whoever comes second sees what the first has done."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from events.catalogue.models import EventDate
from events.changes import operations
from events.changes.models import DateChange
from messaging.models import Message
from shop.contract import lines_that_stand, return_lines
from shop.payments.models import Refund
from tests.factories.changes import book, cancel, move
from tests.factories.events import date_of, make_event, offer_of, ticket
from tests.factories.shop import make_postcard
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def make_booked(*more):
    event = make_event(tickets=[ticket("week", 69000)])
    return date_of(event), book(offer_of(event), *more)


def test_two_who_cancel_a_date_at_once_begin_one_change():
    date, _order = make_booked()

    both = meanwhile(lambda: cancel(date, work=False), lambda: cancel(date_of(date.event), work=False))

    assert (type(both.second).__name__, DateChange.objects.count()) == ("CannotChange", 1)


def test_a_change_that_two_runners_carry_out_is_shown_once():
    date, _order = make_booked()
    change = move(date, work=False)

    def carry_out():
        return operations.carry_out(change_id=change.pk, at=timezone.now())

    meanwhile(carry_out, carry_out)

    assert EventDate.objects.get(pk=date.pk).sequence == date.sequence + 1


def test_what_is_dropped_while_it_is_shown_stays():
    date, _order = make_booked()
    change = move(date, work=False)

    both = meanwhile(
        lambda: operations.carry_out(change_id=change.pk, at=timezone.now()),
        lambda: operations.drop(change_id=change.pk, at=timezone.now()),
    )

    assert (both.second, DateChange.objects.count()) == (False, 1)


def test_a_booking_that_two_tell_at_once_is_told_and_paid_back_once():
    date, _order = make_booked()
    change = cancel(date, work=False)
    operations.carry_out(change_id=change.pk, at=timezone.now())
    row = change.notices.get()

    def tell():
        return operations.notice(notice_id=row.pk, at=timezone.now())

    both = meanwhile(tell, tell)

    assert (both.second, Refund.objects.count()) == (None, 1)
    assert Message.objects.filter(kind="event_cancelled").count() == 1


def test_lines_that_go_back_for_two_causes_at_once_go_back_once():
    date, order = make_booked(make_postcard(amount=90000))

    def back(cause: str):
        lines = lines_that_stand(EventDate, [date.pk]).filter(order=order)
        return return_lines(lines, cause=cause, at=timezone.now() + timedelta(seconds=1))

    meanwhile(lambda: back("one"), lambda: back("two"))

    assert Refund.objects.count() == 1
