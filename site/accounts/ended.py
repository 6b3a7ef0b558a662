"""The end of a session: put off while somebody is here, told before it comes, and costing nothing when it came."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.written import given_back, keep_written

UNTIL = "until"  # seconds since 1970, UTC


class EndedSession:
    """Lets no session end under somebody's hands, and tells whoever has one that we no longer know.

    A member who asks for a page in the second half of a session begins a new whole one. Whoever sends a form after
    the end is asked to sign in, and then finds at the form's address what was written, to be sent once more.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        # Who brings no session is not asked for one: a page that looked would depend on cookies.
        brings_one = bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.session_ended = brings_one and _has_ended(request)
        if request.session_ended:
            messages.info(request, _("You were signed out after a long time. Sign in again: your cart is kept."))
        elif brings_one and request.user.is_authenticated:
            if seconds_left(request) < settings.SESSION_COOKIE_AGE / 2 and request.path != reverse("accounts:stay"):
                begin_anew(request)
            if page := given_back(request):
                return page
        response = self.get_response(request)
        if request.session.modified and request.user.is_authenticated:
            begin_anew(request)  # what is written anew is kept its whole time from now
        if request.method == "POST" and _asks_to_sign_in(response) and not request.user.is_authenticated:
            keep_written(request)
        return response


def seconds_left(request: HttpRequest) -> int:
    """Until the member's session ends."""
    return max(0, int(request.session.get(UNTIL, 0) - time.time()))


def begin_anew(request: HttpRequest, **_signed_in) -> None:
    """Let the member's session last its whole time from now; also called when somebody signs in."""
    request.session[UNTIL] = int(time.time()) + settings.SESSION_COOKIE_AGE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """How many seconds a session has left; asking does not lengthen it, a POST does. None for whoever has none."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0}, status=401)
    if request.method == "POST":
        begin_anew(request)
        if "Sec-Fetch-Mode" not in request.headers or request.headers["Sec-Fetch-Mode"] == "navigate":
            return redirect("accounts:dashboard")
    return JsonResponse({"left": seconds_left(request)})


def _has_ended(request) -> bool:
    # Looking for the user has looked the session up: one that is not there has lost its key.
    return not request.user.is_authenticated and request.session.session_key is None


def _asks_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login") + "?")
