"""The letters before and after a date that editors may word, with examples to look at."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind

PLACEHOLDERS = {
    "name": Placeholder(_("the buyer’s name"), lambda it: it["order"].name),
    "title": Placeholder(_("the title of the event"), lambda it: it["title"]),
    "when": Placeholder(_("when it begins"), lambda it: it["begins"]),
}


def _example() -> dict:
    link = f"{settings.PUBLIC_URL}/…"
    return {
        "order": SimpleNamespace(number="MAR2CH26", name="Ada Lovelace", is_test=False),
        "title": gettext("An event"),
        "days": "2027-04-12",
        "begins": "2027-04-12 15:00",
        "zone": "Europe/Lisbon",
        "admission": "",
        "venue": None,
        "said": gettext("The bus stop is called Ried."),
        "join_url": link,
        "bring": [],
        "event_url": link,
        "order_url": link,
        "calendar_url": link,
    }


WORDINGS = [
    WordedKind.of(
        kind,
        label,
        placeholders=PLACEHOLDERS,
        example=_example,
    )
    for kind, label in {"event_reminder": _("A date is near"), "event_thanks": _("Thanks after a date")}.items()
]
