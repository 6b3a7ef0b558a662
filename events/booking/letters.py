"""What holders of tickets are told, in the order's language, whoever causes it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events.booking.models import Attendee
from events.booking.paper import attached
from events.booking.tickets import Ticket, tickets_of
from events.catalogue.calendars import calendar_of
from messaging.contract import Letter, send
from shop.contract import Attachment


def send_ticket(attendee: Attendee, *, cause: str, at: datetime) -> bool:
    """Send one ticket to its holder, or to who booked where no address is known. Nothing where it does not stand.

    Not to be called in a transaction: it sets a paper.
    """
    order = attendee.booking.line.order
    to = attendee.email or order.email
    if not to:
        return False
    with translation.override(order.language):
        (ticket,) = tickets_of([attendee], language=order.language, at=at)
        if not ticket.stands:
            return False
        url = f"{settings.PUBLIC_URL}{reverse('tickets:ticket', args=[attendee.code])}"
        files = (*attached([ticket], language=order.language), *calendars([ticket], at=at))
        told = {"ticket": ticket, "order": order, "url": url}
        return send(Letter("ticket", to, order.language, told, files), key=f"ticket:{attendee.pk}:{cause}:{to}")


def calendars(tickets: list[Ticket], *, at: datetime) -> tuple[Attachment, ...]:
    """The dates of these tickets as a file for calendars; none where no page tells of them any more."""
    entries = {ticket.date.pk: (ticket.date, ticket.page, ticket.venue) for ticket in tickets if ticket.page}
    if not entries:
        return ()
    name = f"{tickets[0].page.slug}-{tickets[0].date.code}.ics"
    return (Attachment(name, "text/calendar", calendar_of(entries.values(), at=at)),)
