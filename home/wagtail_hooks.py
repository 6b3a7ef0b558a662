"""What the pages bring to the editors' desk."""

from wagtail.snippets.models import register_snippet

from home.admin import PeopleAndThemes, SiteFrameViewSet
from home.contact.admin import ContactMessageViewSet

register_snippet(ContactMessageViewSet)
register_snippet(PeopleAndThemes)
register_snippet(SiteFrameViewSet)
