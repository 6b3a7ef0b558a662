"""What may happen to a booking: it is made when its line is paid, and ends when the line is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.booking.models import Attendee, Booking, State


@transaction.atomic
def book(line, *, at: datetime) -> Booking:
    """Make the booking of a paid line, with a ticket for each place; asked twice, it is one.

    What was answered at the checkout is in the line's choices; a line that staff made has none, and its tickets wait
    for their names. Terms are those that the buyer was shown.
    """
    said = line.choices
    booking, is_new = Booking.objects.get_or_create(
        line=line,
        defaults={
            "date": line.record,
            "ticket": line.offer.code,
            "answers": said.get("answers", {}),
            "cancellation": said.get("cancellation", line.record.event.cancellation),
            "booked_at": at,
        },
    )
    if is_new:
        told = said.get("attendees", [{"me": True}])
        told += [{}] * (line.quantity - len(told))
        Attendee.objects.bulk_create(
            [_attendee(booking, line.order, place, about) for place, about in enumerate(told[: line.quantity])]
        )
    return booking


@transaction.atomic
def cancel(line, *, at: datetime) -> None:
    """End a line's booking and every ticket of it; harmless where there is none or it has ended."""
    tickets = Attendee.objects.filter(booking__line=line, state=State.BOOKED)
    tickets.update(state=State.CANCELLED, cancelled_at=at)
    Booking.objects.filter(line=line, state=State.BOOKED).update(state=State.CANCELLED, cancelled_at=at)


def _attendee(booking: Booking, order, place: int, about: dict) -> Attendee:
    who = {"name": order.name, "email": order.email} if about.get("me") else about
    return Attendee(
        booking=booking,
        position=place,
        name=who.get("name", ""),
        email=who.get("email", ""),
        answers=about.get("answers", {}),
    )
