"""A session that has ended: said once, with what became of the cart."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext as _


class EndedSession:
    """Tells somebody whose browser still knows a session that we do not; its cookie goes with the same answer."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and _has_ended(request):
            messages.info(request, _("You were signed out after a long time. Sign in again: your cart is kept."))
        return self.get_response(request)


def _has_ended(request) -> bool:
    # Looking for the user has looked the session up: one that is not there has lost its key.
    return not request.user.is_authenticated and request.session.session_key is None
