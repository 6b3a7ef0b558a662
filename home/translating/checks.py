"""What editors of a page are told of its translations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.pages.checks import Finding
from home.translating.queries import board
from home.translating.states import State


def outdated(page: Page, *, at: datetime) -> Iterable[Finding]:
    """Say where a translation has fallen behind: on itself, and on its source for every language."""
    rows = board(keys=[page.translation_key]) if page.pk else []
    if not rows:
        return
    own = rows[0].cells.get(page.locale.language_code)
    if own and own.state == State.OUTDATED:
        yield Finding(
            "shop-outdated",
            _("This translation is outdated"),
            _("Its source was published again. Translate what waits, and publish"),
        )
    elif own and own.state == State.SOURCE:
        names = dict(settings.LANGUAGES)
        behind = [names[code] for code, cell in rows[0].cells.items() if cell.state == State.OUTDATED]
        if behind:
            yield Finding(
                "shop-outdated-elsewhere",
                _("Outdated in other languages: %(languages)s") % {"languages": ", ".join(behind)},
                _("See the board of translations for what changed"),
            )
