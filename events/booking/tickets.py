"""Tickets as their holders see them: what, when, where, for whom, and the code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.booking.models import Attendee, Booking, State
from events.booking.signs import square_of
from events.booking.terms import names_change_until
from events.catalogue import queries, words
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.catalogue.place import Place
from events.catalogue.rows import OptionRow, TicketRow
from events.catalogue.venues import Venue
from shop.contract import lines_that_stand


@dataclass(frozen=True)
class Ticket:
    """One place of a booking, in a reader's language."""

    attendee: Attendee
    booking: Booking
    page: EventPage | None
    venue: Venue | None
    kind: str
    at: datetime
    options: list[str] = field(default_factory=list)

    @property
    def date(self) -> EventDate:
        return self.booking.date

    @property
    def order(self):
        return self.booking.line.order

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.booking.line.title

    @property
    def on_top(self) -> list[str]:
        """What comes on top of its booking, for as many as it was bought for."""
        return self.options if self.stands else []

    @property
    def on_top_label(self) -> str:
        return _("On top") if self.booking.line.quantity == 1 else _("On top, for the whole booking")

    @property
    def holder(self) -> str:
        return self.booking.holder(self.attendee)

    @property
    def stands(self) -> bool:
        """Whether it lets somebody in."""
        return self.attendee.state == State.BOOKED and self.booking.state == State.BOOKED and not self.date.cancelled

    @property
    def may_be_renamed(self) -> bool:
        return self.stands and self.attendee.admitted_at is None and self.at < names_change_until(self.date)

    @property
    def renamed_until(self) -> str:
        return words.moment(words.there(names_change_until(self.date), self.date))

    @property
    def when(self) -> str:
        return words.when(self.date)

    @property
    def times(self) -> list[tuple[str, str]]:
        """Doors, begin and end, each with its label, on the clock at the place."""
        date = self.date
        moments = [(_("Doors open"), date.admission_at), (_("Begins"), date.starts_at), (_("Ends"), date.ends_at)]
        return [(label, words.moment(words.there(moment, date))) for label, moment in moments if moment]

    @property
    def zone(self) -> str:
        return words.zone(self.date)

    @property
    def place(self) -> list[str]:
        """Where, line by line."""
        if self.venue is None:
            return [pgettext("an event", "Online")]
        shown = Place(self.venue)
        return [part for part in (self.venue.name, self.venue.street, shown.town, shown.country) if part]

    @property
    def side(self) -> int:
        return square_of(self.attendee.code)[0]

    @property
    def path(self) -> str:
        return square_of(self.attendee.code)[1]

    @property
    def url(self) -> str:
        return reverse("tickets:ticket", args=[self.attendee.code])


def tickets_of(attendees: Iterable[Attendee], *, language: str, at: datetime) -> list[Ticket]:
    """These attendees' tickets in a language, in seven queries, whatever else is active."""
    attendees = list(attendees)
    bookings = Booking.objects.select_related("date__event", "line__order").in_bulk(
        {attendee.booking_id for attendee in attendees}
    )
    events = {booking.date.event_id: booking.date.event for booking in bookings.values()}
    pages = queries.pages_of(events.values(), language=language, fallback=True)
    venues = queries.venues_of(events.values(), language=language)
    titles = _titles(TicketRow, pages)
    options = _options(bookings.values(), pages)
    found = []
    for attendee in attendees:
        booking = bookings[attendee.booking_id]
        event = booking.date.event
        page = pages.get(event.translation_key)
        kind = titles.get((page.pk, booking.ticket), booking.ticket) if page else booking.ticket
        venue = venues.get(event.venue_key)
        found.append(Ticket(attendee, booking, page, venue, kind, at, options[booking.line_id]))
    return found


def tickets_of_order(secret: str, *, language: str, at: datetime) -> list[Ticket]:
    """Every ticket of an order, by its secret; cancelled ones too."""
    attendees = Attendee.objects.filter(booking__line__order__secret=secret).order_by("booking", "position")
    return tickets_of(attendees, language=language, at=at)


def quantity_of(line, title: str) -> str:
    """What comes on top of a booking, in words, with how many where it is more than one."""
    return f"{line.quantity} × {title}" if line.quantity > 1 else title


def _options(bookings: Iterable[Booking], pages: dict) -> dict[int, list[str]]:
    """What stands on top of the lines of these bookings, by the line's id."""
    bookings = {booking.line_id: booking for booking in bookings}
    titles = _titles(OptionRow, pages)
    found: dict[int, list[str]] = defaultdict(list)
    standing = lines_that_stand(EventDate, {booking.date_id for booking in bookings.values()})
    for line in standing.filter(belongs_to__in=bookings):
        page = pages.get(bookings[line.belongs_to_id].date.event.translation_key)
        title = titles.get((page.pk, line.offer.code), line.title) if page else line.title
        found[line.belongs_to_id].append(quantity_of(line, title))
    return found


def _titles(rows: type[TicketRow | OptionRow], pages: dict) -> dict[tuple[int, str], str]:
    named = rows.objects.filter(page__in=[page.pk for page in pages.values()])
    return {(page, code): title for page, code, title in named.values_list("page", "code", "title")}
