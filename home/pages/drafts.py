"""What somebody has begun and not published, on the first page of the administration."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.admin.ui.components import Component
from wagtail.models import Page

MOST = 8


def drafts_of(user) -> QuerySet[Page]:
    """Pages whose latest words are somebody's and which readers do not see yet; the newest first."""
    mine = Page.objects.filter(has_unpublished_changes=True, alias_of=None, latest_revision__user=user)
    return mine.select_related("locale", "content_type").order_by("-latest_revision_created_at", "-pk")


class DraftsPanel(Component):
    """One's own drafts, and the way to each."""

    name = "my_drafts"
    template_name = "desk/drafts_panel.html"
    order = 110

    def get_context_data(self, parent_context) -> dict:
        return {"drafts": drafts_of(parent_context["request"].user)[:MOST]}
