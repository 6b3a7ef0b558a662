"""Every stored thing of events, by subject; Django looks for models here."""

from events.booking.models import Attendee, Booking
from events.catalogue.models import Event, EventDate, EventQuota, Option, Question, TicketType
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.rows import (
    CancellationRow,
    DateRow,
    EventTeacher,
    EventTheme,
    OptionRow,
    QuestionRow,
    QuotaRow,
    TicketRow,
)
from events.catalogue.venues import Venue
from events.changes.models import DateChange, Notice

__all__ = [
    "Attendee",
    "Booking",
    "CancellationRow",
    "DateChange",
    "DateRow",
    "Event",
    "EventDate",
    "EventIndexPage",
    "EventPage",
    "EventQuota",
    "EventTeacher",
    "EventTheme",
    "Notice",
    "Option",
    "OptionRow",
    "Question",
    "QuestionRow",
    "QuotaRow",
    "TicketRow",
    "TicketType",
    "Venue",
]
