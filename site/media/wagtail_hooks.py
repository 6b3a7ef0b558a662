"""What private files bring to Wagtail's administration."""

from wagtail.snippets.models import register_snippet

from media.admin import PrivateFileViewSet

register_snippet(PrivateFileViewSet)
