"""The letter that asks for reviews, which editors may word, with an example to look at."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.cards import Card
from messaging.contract import Placeholder, WordedKind


def _example() -> dict:
    link = f"{settings.PUBLIC_URL}/…"
    return {"things": [Card("", "course", "", link, gettext("A course"))], "own_url": link}


INVITATION = WordedKind.of(
    "review_invitation",
    _("How was it?"),
    placeholders={"title": Placeholder(_("the first thing that is asked about"), lambda it: it["things"][0].title)},
    example=_example,
)
