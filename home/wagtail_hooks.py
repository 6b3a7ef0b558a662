"""What the pages bring to the editors' desk."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.admin import PeopleAndThemes, SiteFrameViewSet
from home.contact.admin import ContactMessageViewSet

register_snippet(ContactMessageViewSet)
register_snippet(PeopleAndThemes)
register_snippet(SiteFrameViewSet)


@hooks.register("register_log_actions")
def acts_on_messages(registry):
    registry.register_action("home.contact.answer", _("Say that a message is answered"), _("said that it is answered"))
