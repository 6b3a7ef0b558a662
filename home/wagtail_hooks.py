"""What the pages bring to the editors' desk."""

from wagtail.snippets.models import register_snippet

from home.admin import PeopleAndThemes, SiteFrameViewSet

register_snippet(PeopleAndThemes)
register_snippet(SiteFrameViewSet)
