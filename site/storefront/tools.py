"""Addresses that exist on a developer's machine and in the demonstration only."""

from django.conf import settings
from django.http import Http404
from django.urls import include, path
from django.views.static import serve

from storefront.gallery import gallery


def picture(request, path: str):
    """A picture from the local folder, as a web server would give it."""
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as impossible:  # a name that no folder can hold
        raise Http404 from impossible


urlpatterns = [
    path("gallery/", gallery, name="gallery"),
    path("mailbox/", include("messaging.mailbox")),
    path("test-payments/", include("integrations.stripe.urls")),
    path("pictures/<path:path>", picture, name="pictures"),
]
