"""The letters of waiting lists that editors may word, with examples to look at."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind

TITLE = {
    "title": Placeholder(_("what is waited for"), lambda it: it["title"]),
    "places": Placeholder(_("for how many together"), lambda it: it["places"]),
}
RANK = {"rank": Placeholder(_("the place in line"), lambda it: it["rank"])}
UNTIL = {"until": Placeholder(_("until when it is kept"), lambda it: it["until"])}
LETTERS = {
    "waiting_asked": (_("Waiting list: is it you"), {}),
    "waiting_joined": (_("Waiting list: you stand in line"), RANK),
    "waiting_offer": (_("Waiting list: there are places"), UNTIL),
    "waiting_lapsed": (_("Waiting list: not answered in time"), UNTIL),
}


def _example() -> dict:
    link = f"{settings.PUBLIC_URL}/…"
    return {
        "title": gettext("An event"),
        "facts": ["2027-04-12"],
        "places": 2,
        "rank": 3,
        "until": "2027-04-01, 18:00",
        "zone": "CEST",
        "url": link,
        "again_url": link,
    }


WORDINGS = [
    WordedKind.of(kind, label, placeholders=TITLE | more, example=_example) for kind, (label, more) in LETTERS.items()
]
