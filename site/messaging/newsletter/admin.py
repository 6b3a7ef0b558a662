"""Newsletters in Wagtail's administration."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from messaging.newsletter import views
from messaging.newsletter.models import Newsletter


class NewsletterViewSet(SnippetViewSet):
    """Drafts and what was sent."""

    model = Newsletter
    icon = "mail"
    menu_label = _("Newsletters")
    menu_order = 160
    add_to_admin_menu = True
    base_url_path = "newsletters"
    url_namespace = "newsletters"
    list_display = ("title", "state", "sent_at")
    ordering = ("-id",)
    copy_view_enabled = False

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("send/<int:pk>/", views.send, name="send")]
