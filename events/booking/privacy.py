"""What bookings tell of people: who comes, and what they answered. It goes with the account of who booked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from accounts.contract import Keeper
from events.booking.models import Attendee, Booking
from messaging.contract import forget_letters
from shop.contract import order_lines_of

BOOKING = ("ticket", "answers", "cancellation", "state", "booked_at", "cancelled_at")
ATTENDEE = ("name", "email", "answers", "code", "state", "renamed_at", "cancelled_at", "admitted_at")


def tell(user) -> dict:
    bookings = _bookings_of(user)
    title = F("line__title")
    return {
        "bookings": bookings.order_by("pk").values(*BOOKING, title=title, starts_at=F("date__starts_at")),
        "attendees": Attendee.objects.filter(booking__in=bookings)
        .order_by("booking", "position")
        .values(*ATTENDEE, title=F("booking__line__title")),
    }


def erase(*, user, at: datetime) -> None:
    bookings = _bookings_of(user)
    # Tickets went to other people's addresses, too, with the order's number in the letter.
    sent = Attendee.objects.filter(booking__in=bookings).exclude(email="")
    for attendee in sent.select_related("booking__line__order"):
        forget_letters(to=attendee.email, about=attendee.booking.line.order.number)
    bookings.delete()


def _bookings_of(user):
    return Booking.objects.filter(line__in=order_lines_of(user).order_by().values("pk"))


KEEPER = Keeper("bookings", tell=tell, erase=erase)
