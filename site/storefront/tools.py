"""Addresses that exist on a developer's machine and in the demonstration only."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve

from storefront.gallery import gallery

urlpatterns = [
    path("gallery/", gallery, name="gallery"),
    path("mailbox/", include("messaging.mailbox")),
    path("test-payments/", include("integrations.stripe.urls")),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
