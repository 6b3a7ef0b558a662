"""Bookings: made when the line is paid, a ticket for each place, ended with the line."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.booking.models import READABLE, Attendee, State, new_code
from events.booking.operations import cancel
from shop.fulfilment.operations import grant_line, revoke_line
from shop.fulfilment.registry import fulfiller_of
from tests.factories.events import date_of, make_booking, make_event, offer_of
from tests.factories.shop import make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_a_paid_line_has_a_ticket_for_each_place_once():
    event = make_event()

    booking = make_booking(event, "Ada Lindqvist", "Elif Kaya")
    fulfiller_of("event").grant(booking.line)

    assert [attendee.name for attendee in booking.attendees.all()] == ["Ada Lindqvist", "Elif Kaya"]
    assert (booking.date, booking.ticket, booking.state) == (date_of(event), "week", State.BOOKED)


def test_a_booking_keeps_the_steps_of_its_day():
    event = make_event(cancellation={30: 90, 7: 50})
    booking = make_booking(event)

    type(event).objects.update(cancellation=[[60, 10]])

    booking.refresh_from_db()
    assert booking.cancellation == [[30, 90], [7, 50]]


def test_a_line_without_answers_waits_for_names_and_takes_the_buyer_first():
    order = make_paid_order(offer_of(make_event(cancellation={30: 90})), quantity=2)
    order.lines.update(choices={})
    grant_line(line_id=order.lines.get().pk)

    first, second = Attendee.objects.all()

    assert (first.name, first.email, second.name) == ("Ada Lindqvist", "ada@example.org", "")
    assert first.booking.cancellation == [[30, 90]]


def test_what_is_taken_back_ends_every_ticket_and_keeps_who_they_were():
    booking = make_booking(None, "Ada", "Elif")

    for _ in range(2):
        revoke_line(line_id=booking.line_id)

    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert [(one.name, one.state) for one in booking.attendees.all()] == [
        ("Ada", State.CANCELLED),
        ("Elif", State.CANCELLED),
    ]
    assert not Attendee.objects.booked().exists()


def test_what_ends_twice_ended_the_first_time():
    booking = make_booking()
    first = timezone.now()

    for at in (first, first + timedelta(days=1)):
        cancel(booking.line, at=at)

    booking.refresh_from_db()
    assert (booking.cancelled_at, booking.attendees.get().cancelled_at) == (first, first)


def test_codes_are_long_and_of_signs_that_nobody_mistakes():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(len(code) == 12 and set(code) <= set(READABLE) for code in codes)
    assert not set(READABLE) & set("O0I1")
