"""What may happen to a booking: it is made when its line is paid, and ends when the line is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.booking.models import Attendee, Booking, State, new_code
from events.booking.terms import names_change_until
from outbox import contract as outbox


class TooLate(Exception):
    """Names may not change any more; the text may be shown to the buyer."""


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


@transaction.atomic
def rename(*, attendee_id: int, name: str, email: str, at: datetime) -> Attendee:
    """Give a ticket to somebody else: it gets another code, the old one opens nothing, and the new one is sent.

    Said once more, nothing changes. Raises TooLate where names may not change any more.
    """
    attendee = _locked(attendee_id)
    date = attendee.booking.date
    stands = attendee.state == State.BOOKED and attendee.booking.state == State.BOOKED and not date.cancelled
    if not stands or attendee.admitted_at or at >= names_change_until(date):
        raise TooLate(_("This ticket cannot be changed any more."))
    if (attendee.name, attendee.email) == (name, email):
        return attendee
    if attendee.name != name:
        attendee.code, attendee.renamed_at = new_code(), at
    attendee.name, attendee.email = name, email
    attendee.save(update_fields=["name", "email", "code", "renamed_at"])
    send_again(attendee, cause=attendee.code)
    return attendee


def send_again(attendee: Attendee, *, cause: str) -> bool:
    """Have a ticket sent to its holder, once for each cause."""
    payload = {"attendee_id": attendee.pk, "cause": cause}
    return outbox.add("events.send_ticket", key=f"ticket:{attendee.pk}:{cause}:{attendee.email}", payload=payload)


def _locked(attendee_id: int) -> Attendee:
    rows = Attendee.objects.select_for_update(of=("self",)).select_related("booking__date__event")
    return rows.get(pk=attendee_id)


def _attendee(booking: Booking, order, place: int, about: dict) -> Attendee:
    who = {"name": order.name, "email": order.email} if about.get("me") else about
    return Attendee(
        booking=booking,
        position=place,
        name=who.get("name", ""),
        email=who.get("email", ""),
        answers=about.get("answers", {}),
    )
