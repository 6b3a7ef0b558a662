"""What messaging brings to the editors' desk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from messaging.newsletter import rights
from messaging.newsletter.admin import NewsletterViewSet
from messaging.newsletter.models import Newsletter
from messaging.whatsapp.admin import TemplateViewSet
from messaging.wording_admin import WordingViewSet

register_snippet(NewsletterViewSet)
register_snippet(WordingViewSet)
register_snippet(TemplateViewSet)


@hooks.register("register_snippet_listing_buttons")
def send_button(snippet, user, next_url=None):
    if isinstance(snippet, Newsletter) and user.has_perm(rights.SEND):
        url = reverse("newsletters:send", args=[snippet.pk])
        yield Button(_("Look and send"), url, icon_name="mail", priority=20)


@hooks.register("register_permissions")
def newsletter_permissions():
    return rights.permissions()


@hooks.register("register_log_actions")
def acts_of_staff(registry):
    registry.register_action("messaging.newsletter.send", _("Send a newsletter"), _("sent the newsletter"))
