"""What private files bring to Wagtail's administration."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from media.admin import PrivateFileViewSet

register_snippet(PrivateFileViewSet)


@hooks.register("insert_global_admin_js")
def upload_progress() -> SafeString:
    """How far an upload is: files are uploaded on pages of their own, and in choosers on any other."""
    return format_html('<script type="module" src="{}"></script>', static("js/staff/upload-progress.js"))
