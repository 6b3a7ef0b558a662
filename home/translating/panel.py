"""What waits for a translator, on the first page of the administration."""

from __future__ import annotations

from django.conf import settings
from wagtail.admin.ui.components import Component

from home.translating.queries import board, counts_of
from home.translating.rights import languages_of
from home.translating.states import State

WAITS = (State.OUTDATED, State.WAITING)


class TranslationsPanel(Component):
    """How much is outdated or under way in each language that is one's own, and the way there."""

    name = "translations"
    template_name = "desk/translations_panel.html"
    order = 120

    def get_context_data(self, parent_context) -> dict:
        may = languages_of(parent_context["request"].user)
        counts, names = counts_of(board()) if may else {}, dict(settings.LANGUAGES)
        waits = [
            {"code": code, "name": names[code], "state": state, "count": counts[code][state]}
            for code in may
            for state in WAITS
            if counts[code][state]
        ]
        return {"may": may, "waits": waits}
