"""What whoever booked may be told by WhatsApp before a date, in the words that it is asked to approve."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.changes.whatsapp import LINK, NAME, TITLE
from messaging.contract import Place, TemplateKind

REMINDER = TemplateKind(
    kind="event_reminder",
    label=_("A date is near"),
    words=_(
        "Hello {name}, “{title}” begins on {when}. How to get there and what to bring is in our e-mail, and your "
        "booking is here: {link}\n\n{shop}. Answer STOP if you want no more messages."
    ),
    places={"name": NAME, "title": TITLE, "when": Place(_("when it begins"), "Monday, 12 April, 15:00"), "link": LINK},
)
