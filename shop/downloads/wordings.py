"""The letters about downloads that editors may word, with examples to look at."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind

LETTERS = {"download_link": _("A new link to downloads"), "new_version": _("A new version of a file")}
PLACEHOLDERS = {
    "name": Placeholder(_("the buyer’s name"), lambda it: it["order"].name),
    "number": Placeholder(_("the number of the order"), lambda it: it["order"].number),
    "title": Placeholder(_("what was bought"), lambda it: it["title"]),
}


def _example() -> dict:
    return {
        "order": SimpleNamespace(number="MAR2CH26", name="Ada Lovelace"),
        "title": gettext("A book"),
        "note": gettext("Two misprints less."),
        "url": f"{settings.PUBLIC_URL}/…",
        "days": settings.DOWNLOAD_LINK_DAYS,
        "more": False,
    }


WORDINGS = [
    WordedKind.of(
        kind,
        label,
        placeholders=PLACEHOLDERS,
        example=_example,
    )
    for kind, label in LETTERS.items()
]
