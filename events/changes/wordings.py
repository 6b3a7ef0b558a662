"""The letters about moved and cancelled dates that editors may word, with examples to look at."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind
from money import Money

PLACEHOLDERS = {
    "name": Placeholder(_("the buyer’s name"), lambda it: it["name"]),
    "title": Placeholder(_("the title of the event"), lambda it: it["title"]),
    "was": Placeholder(_("when it was to be"), lambda it: it["was"]),
}
LETTERS = {
    "event_moved": (_("A date is moved"), {"now": Placeholder(_("when it is now"), lambda it: it["now"])}),
    "event_cancelled": (_("A date is cancelled"), {}),
}


def _example() -> dict:
    link = f"{settings.PUBLIC_URL}/…"
    return {
        "order": SimpleNamespace(number="MAR2CH26", name="Ada Lovelace", is_test=False),
        "name": "Ada Lovelace",
        "title": gettext("An event"),
        "was": "2027-04-12",
        "now": "2027-04-19",
        "zone": "Europe/Lisbon",
        "said": gettext("The house needs a new roof."),
        "until": "2027-04-01",
        "amount": Money(69000, "EUR"),
        "by_hand": False,
        "later": False,
        "event_url": link,
        "order_url": link,
        "give_back_url": link,
        "calendar_url": link,
    }


WORDINGS = [
    WordedKind.of(
        kind,
        label,
        placeholders=PLACEHOLDERS | more,
        example=_example,
    )
    for kind, (label, more) in LETTERS.items()
]
