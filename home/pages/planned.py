"""What will happen to a page and its prices by the clock alone, with the zone in which times are read and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.models import Page


@dataclass(frozen=True)
class Planned:
    """Something that happens at a time (UTC), in words."""

    at: datetime
    words: str


def planned_for(page: Page, *, at: datetime) -> list[Planned]:
    """What publishing and unpublishing a page is put off to, after that time."""
    if page.pk is None:
        return []
    found = []
    scheduled = page.scheduled_revision
    if scheduled and scheduled.approved_go_live_at:
        found.append(Planned(scheduled.approved_go_live_at, _("the draft is published")))
    if page.live and page.expire_at:
        found.append(Planned(page.expire_at, _("the page is unpublished")))
    return [plan for plan in found if plan.at > at]


class PlannedPanel(Panel):
    """What is planned, the next thing first; `also(page, at=…)` adds what is sold."""

    def __init__(self, *, also: Callable[..., list[Planned]] | None = None, **kwargs) -> None:
        super().__init__(**{"heading": gettext_lazy("Planned")} | kwargs)
        self.also = also

    def clone_kwargs(self) -> dict:
        return super().clone_kwargs() | {"also": self.also}

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/planned.html"

        def get_context_data(self, parent_context=None) -> dict:
            now, page = timezone.now(), self.instance
            plans = planned_for(page, at=now) + (self.panel.also(page, at=now) if self.panel.also else [])
            plans = sorted(plans, key=lambda plan: plan.at)
            zone = timezone.get_current_timezone_name()
            return super().get_context_data(parent_context) | {"plans": plans, "zone": zone}
