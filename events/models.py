"""Every stored thing of events, by subject; Django looks for models here."""

from events.booking.models import Attendee, Booking
from events.catalogue.models import Event, EventDate, EventQuota, Option, Question, TicketType
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.rows import (
    CancellationRow,
    DateRow,
    EventTeacher,
    EventTheme,
    LetterRow,
    OptionRow,
    QuestionRow,
    QuotaRow,
    TicketRow,
)
from events.catalogue.venues import Venue
from events.changes.models import DateChange, Notice
from events.circulars.models import Circular, Recipient
from events.door.models import DoorLink, Scan
from events.reminding.models import Reminder

__all__ = [
    "Attendee",
    "Booking",
    "CancellationRow",
    "Circular",
    "DateChange",
    "DateRow",
    "DoorLink",
    "Event",
    "EventDate",
    "EventIndexPage",
    "EventPage",
    "EventQuota",
    "EventTeacher",
    "EventTheme",
    "LetterRow",
    "Notice",
    "Option",
    "OptionRow",
    "Question",
    "QuestionRow",
    "QuotaRow",
    "Recipient",
    "Reminder",
    "Scan",
    "TicketRow",
    "TicketType",
    "Venue",
]
