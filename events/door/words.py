"""What the door says, large, and the sentence below it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.catalogue import words
from events.door.models import Scan

Outcome = Scan.Outcome


@dataclass(frozen=True)
class Said:
    """An answer: yes, no or neither, in a word and a sentence."""

    outcome: str
    tone: str
    word: str
    why: str


def all_said() -> list[Said]:
    """Every answer there is, for devices that are without a network."""
    yes, no = pgettext("at the door", "Yes"), pgettext("at the door", "No")
    return [
        Said(Outcome.IN, "yes", yes, _("Come in.")),
        Said(Outcome.ALREADY, "no", no, _("Already in. A ticket lets one person in, once.")),
        Said(Outcome.CANCELLED, "no", no, _("This ticket was cancelled.")),
        Said(Outcome.WRONG_DATE, "no", no, _("This ticket is for another date.")),
        Said(Outcome.UNPAID, "no", no, _("This ticket is not paid.")),
        Said(Outcome.UNKNOWN, "no", no, _("Nobody has a ticket with this code.")),
        Said(Outcome.UNDONE, "neither", _("Undone"), _("They are not in.")),
    ]


def said_of(scan: Scan) -> Said:
    """What came of one scan, with the time where somebody is in already and the day of another date."""
    (said,) = [one for one in all_said() if one.outcome == scan.outcome]
    attendee = scan.attendee
    if attendee and scan.outcome == Outcome.ALREADY and attendee.admitted_at:
        since = words.moment(words.there(attendee.admitted_at, scan.link.date))
        why = _("Already in since %(time)s. A ticket lets one person in, once.") % {"time": since}
        return Said(said.outcome, said.tone, said.word, why)
    if attendee and scan.outcome == Outcome.WRONG_DATE:
        why = _("This ticket is for another date: %(day)s.") % {"day": words.when(attendee.booking.date)}
        return Said(said.outcome, said.tone, said.word, why)
    return said
