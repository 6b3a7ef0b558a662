"""What the dashboard shows of bookings: where somebody goes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from events.booking.models import Attendee
from events.booking.tickets import Ticket, tickets_of

MOST = 5


@dataclass(frozen=True)
class Going:
    """Tickets for one date in one order."""

    first: Ticket
    count: int

    @property
    def url(self) -> str:
        return reverse("tickets:order", args=[self.first.order.secret])


def tickets(request: HttpRequest) -> dict | None:
    """Bookings of dates to come, the next one first; nothing for who has none."""
    now = timezone.now()
    mine = Attendee.objects.booked().filter(booking__line__order__user=request.user, booking__date__ends_at__gt=now)
    mine = mine.order_by("booking__date__starts_at", "booking", "position")
    together: dict[int, list[Ticket]] = {}
    for ticket in tickets_of(mine[:50], language=get_language(), at=now):
        together.setdefault(ticket.booking.pk, []).append(ticket)
    going = [Going(some[0], len(some)) for some in together.values()]
    return {"going": going[:MOST]} if going else None
