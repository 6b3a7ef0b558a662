"""The letter with a ticket, which editors may word, with an example to look at."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind


def _example() -> dict:
    ticket = SimpleNamespace(
        title=gettext("Seven days of quiet"),
        holder="Ada Lovelace",
        kind=gettext("Full week"),
        when="12–18. 4. 2027",
        zone="Europe/Lisbon",
        place=["Casa Fonte"],
        attendee=SimpleNamespace(readable_code="K7M2 QX4P ABCD"),
    )
    order = SimpleNamespace(number="MAR2CH26", name="Ada Lovelace")
    return {"ticket": ticket, "order": order, "url": f"{settings.PUBLIC_URL}/…"}


TICKET = WordedKind.of(
    "ticket",
    _("A ticket for its holder"),
    placeholders={
        "name": Placeholder(_("whose ticket it is"), lambda it: it["ticket"].holder),
        "number": Placeholder(_("the number of the order"), lambda it: it["order"].number),
        "title": Placeholder(_("what was booked"), lambda it: it["ticket"].title),
    },
    example=_example,
)
