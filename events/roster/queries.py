"""Who comes on a date, as the house sees it: with ticket, state, answers, what they have on top, and notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from events.booking.asking import Asked, questions_of
from events.booking.models import Attendee
from events.booking.tickets import quantity_of
from events.catalogue.models import EventDate, Option, TicketType
from events.catalogue.words import there
from shop.contract import lines_that_stand, notes_of_orders

STATES = {
    "booked": gettext_lazy("Booked"),
    "in": pgettext_lazy("an attendee", "Came"),
    "not_in": pgettext_lazy("an attendee", "Has not come yet"),
    "cancelled": gettext_lazy("Cancelled"),
    "all": gettext_lazy("All"),
}


@dataclass(frozen=True)
class Wish:
    """What narrows the list."""

    words: str = ""
    state: str = "booked"
    ticket: str = ""


@dataclass(frozen=True)
class Row:
    """One attendee."""

    attendee: Attendee
    ticket: str
    state: str
    options: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def order(self):
        return self.attendee.booking.line.order

    @property
    def name(self) -> str:
        return self.attendee.booking.holder(self.attendee)

    @property
    def email(self) -> str:
        return self.attendee.email or self.order.email


def attendees_of(date: EventDate, wish: Wish) -> QuerySet[Attendee]:
    """Attendees of a date that a wish asks for, by name."""
    found = Attendee.objects.filter(booking__date=date).select_related("booking__line__order")
    found = _in_state(found, wish.state)
    if wish.ticket:
        found = found.filter(booking__ticket=wish.ticket)
    if words := wish.words.strip():
        order = "booking__line__order"
        code = Q(code__iexact="".join(words.split()).replace("-", ""))
        who = Q(name__icontains=words) | Q(email__icontains=words)
        buyer = Q(**{f"{order}__name__icontains": words}) | Q(**{f"{order}__email__icontains": words})
        found = found.filter(code | who | buyer | Q(**{f"{order}__number__iexact": words}))
    return found.order_by("name", "booking", "position")


def rows_of(date: EventDate, attendees: Collection[Attendee]) -> list[Row]:
    """Attendees with all that the house knows of them, in eight queries however many they are."""
    attendees = list(attendees)
    orders = {attendee.booking.line.order_id for attendee in attendees}
    lines = {attendee.booking.line_id for attendee in attendees}
    tickets = dict(tickets_of(date))
    questions = questions_of([date.event], language=get_language(), gone=True)[date.event_id]
    options, notes = _options(date, lines), notes_of_orders(orders)
    return [
        Row(
            attendee,
            tickets.get(attendee.booking.ticket, attendee.booking.ticket),
            _state(attendee, date),
            options[attendee.booking.line_id],
            _answers(attendee, questions),
            notes.get(attendee.booking.line.order_id, []),
        )
        for attendee in attendees
    ]


def tickets_of(date: EventDate) -> list[tuple[str, str]]:
    """The ticket types of a date's event, by code."""
    return list(TicketType.objects.filter(event=date.event_id).values_list("code", "title"))


def counts_of(date: EventDate) -> dict[str, int]:
    """How many have booked, have come, and have cancelled."""
    everybody = Attendee.objects.filter(booking__date=date)
    return {state: _in_state(everybody, state).count() for state in ("booked", "in", "cancelled")}


def _in_state(attendees: QuerySet[Attendee], state: str) -> QuerySet[Attendee]:
    match state:
        case "booked":
            return attendees.booked()
        case "in":
            return attendees.booked().exclude(admitted_at=None)
        case "not_in":
            return attendees.booked().filter(admitted_at=None)
        case "cancelled":
            return attendees.exclude(pk__in=attendees.booked().order_by().values("pk"))
    return attendees


def _state(attendee: Attendee, date: EventDate) -> str:
    if attendee.cancelled_at or attendee.booking.cancelled_at:
        return _("Cancelled")
    if attendee.admitted_at:
        return _("Came at %(time)s") % {"time": f"{there(attendee.admitted_at, date):%H:%M}"}
    return _("Booked")


def _options(date: EventDate, lines: Collection[int]) -> dict[int, list[str]]:
    """What stands on top of each line of tickets."""
    titles = dict(Option.objects.filter(event=date.event_id).values_list("code", "title"))
    found: dict[int, list[str]] = defaultdict(list)
    for line in lines_that_stand(EventDate, [date.pk]).filter(belongs_to__in=lines):
        found[line.belongs_to_id].append(quantity_of(line, titles.get(line.offer.code, line.title)))
    return found


def _answers(attendee: Attendee, questions: list[Asked]) -> list[tuple[str, str]]:
    """What they and their buyer answered, each question once."""
    said = {**attendee.booking.answers, **attendee.answers}
    return [(asked.label, asked.in_words(said[asked.code])) for asked in questions if asked.code in said]
