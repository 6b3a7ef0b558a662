"""Times as they are where somebody is."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone


class OwnZone:
    """Shows a member the times of their own zone; whoever has no session keeps the shop's, and cacheable pages."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(_zone_of(request)):
            return self.get_response(request)


def _zone_of(request) -> ZoneInfo | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        return ZoneInfo(request.user.zone)
    except (AttributeError, ValueError, ZoneInfoNotFoundError):
        return None  # a stranger, nothing chosen, or a zone that has been given up since
