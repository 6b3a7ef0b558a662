"""What people wrote, for staff: read it, answer by mail, and say that it is answered."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.contact.models import ContactMessage
from home.contact.views import answered

WRITTEN = ("name", "email", "topic", "order_number", "text", "language", "written_at")


class NobodyAdds(ModelPermissionPolicy):
    """Messages come from the form alone."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class ContactMessageViewSet(SnippetViewSet):
    model = ContactMessage
    icon = "comment"
    menu_label = _("Messages to the shop")
    menu_order = 155
    add_to_admin_menu = True
    base_url_path = "contact-messages"
    list_display = ("name", "email", "topic", "written_at", "answered")
    list_filter = ("answered", "topic")
    search_fields = ("name", "email", "order_number", "text")
    ordering = ("answered", "-written_at", "-id")
    copy_view_enabled = False
    panels = [*(FieldPanel(name, read_only=True) for name in WRITTEN), FieldPanel("answered")]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("answered/<int:number>/", answered, name="answered")]


register_permission_policy(ContactMessage, NobodyAdds(ContactMessage))
