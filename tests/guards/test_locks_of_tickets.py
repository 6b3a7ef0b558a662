"""Tickets that are changed and used at once."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from events.booking.models import Attendee
from events.booking.operations import TooLate, rename
from events.door.operations import Act, record
from tests.factories.events import make_booking, make_door
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_whoever_comes_in_while_their_name_is_changed_keeps_it():
    booking = make_booking()
    attendee, door, now = booking.attendees.get(), make_door(booking.date), timezone.now()
    act = Act(key=uuid4(), at=now, code=attendee.code)

    both = meanwhile(
        lambda: record(link=door, act=act, at=now),
        lambda: rename(attendee_id=attendee.pk, name="Elif Kaya", email="", at=now),
    )

    assert isinstance(both.second, TooLate)
    assert Attendee.objects.get().name == attendee.name
