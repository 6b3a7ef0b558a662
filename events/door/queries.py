"""What the door knows: who is expected, who is in, what was let in twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from events.booking.models import Attendee, State
from events.booking.tickets import Ticket, tickets_of
from events.catalogue import words
from events.catalogue.models import EventDate
from events.door.models import DoorLink, Scan

FOUND = 50
SIGNS = 24  # of the digest, in hexadecimal


@dataclass(frozen=True)
class Count:
    """How many of how many are in."""

    inside: int
    expected: int


def door_of(secret: str) -> DoorLink | None:
    return DoorLink.objects.select_related("date__event").filter(secret=secret).first()


def count_of(date: EventDate) -> Count:
    expected = Attendee.objects.booked().filter(booking__date=date)
    return Count(expected.exclude(admitted_at=None).count(), expected.count())


def found(date: EventDate, words_: str, *, language: str, at: datetime) -> list[Ticket]:
    """Whoever's name, code or order has these words in it, by name; nobody for no words."""
    if not words_:
        return []
    plain = words_.replace(" ", "")
    of = Q(name__icontains=words_) | Q(code__istartswith=plain) | Q(booking__line__order__number__iexact=plain)
    of |= Q(name="", booking__line__order__name__icontains=words_)
    attendees = Attendee.objects.filter(of, booking__date=date).order_by("name", "booking", "position")
    return tickets_of(attendees[:FOUND], language=language, at=at)


def doubles_of(date: EventDate) -> list[Scan]:
    """Every ticket that let in more than one, because a device was without a network."""
    let_in = Scan.objects.filter(link__date=date, was_let_in=True).exclude(outcome=Scan.Outcome.IN)
    return list(let_in.exclude(attendee=None).select_related("attendee", "link").order_by("at", "pk"))


def list_of(link: DoorLink, *, language: str, at: datetime) -> dict:
    """What a device needs to go on without a network. Codes are digests: a lost telephone makes no tickets."""
    date = link.date
    tickets = tickets_of(Attendee.objects.on(date), language=language, at=at)
    others = Attendee.objects.booked().filter(booking__date__event=date.event_id).exclude(booking__date=date)
    days = {other.pk: words.when(other) for other in date.event.dates.all()}
    return {
        "count": count_of(date).__dict__,
        "people": [_person(ticket) for ticket in tickets],
        "others": {digest(code): days[day] for code, day in others.order_by("pk").values_list("code", "booking__date")},
        "doubles": [double_in_words(scan) for scan in doubles_of(date)],
    }


def double_in_words(scan: Scan) -> str:
    told = {"name": str(scan.attendee), "time": words.moment(words.there(scan.at, scan.link.date))}
    return _("%(name)s: let in twice, the second time %(time)s") % told


def digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()[:SIGNS]


def standing_of(ticket: Ticket) -> str:
    """Why a ticket would not let anybody in just now; empty where it would."""
    if ticket.booking.is_unpaid:
        return Scan.Outcome.UNPAID
    if not ticket.stands:
        return Scan.Outcome.CANCELLED
    return Scan.Outcome.ALREADY if ticket.attendee.admitted_at else ""


def _person(ticket: Ticket) -> dict:
    attendee = ticket.attendee
    return {
        "id": attendee.pk,
        "digest": digest(attendee.code),
        "name": ticket.holder,
        "kind": ticket.kind,
        "order": ticket.order.number,
        "standing": standing_of(ticket),
        "in": attendee.admitted_at.isoformat() if attendee.admitted_at and attendee.state == State.BOOKED else None,
    }
