"""What a request that changes something must show before it is heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from ninja.decorators import decorate_view
from ninja.utils import check_csrf

from api.keeping import answered_once
from api.problems import CSRF, FOREIGN_ORIGIN, NOT_JSON, TOO_LARGE, UNREADABLE, Problem, answer
from home.origin import came_from_here

LARGEST_BODY = 100_000  # bytes


def writes(view: Callable) -> Callable:
    """For operations that change something: guarded, and answered once for each Idempotency-Key."""
    return decorate_view(answered_once, guarded)(view)  # the last one stands outside


def changes_session(view: Callable) -> Callable:
    """For signing in and out: guarded. An answer is not kept, because a kept one could not bring its session back."""
    return decorate_view(guarded)(view)


def guarded(run: Callable) -> Callable:
    @wraps(run)
    def checked(request: HttpRequest, **arguments) -> HttpResponse:
        try:
            _require_ours(request)
            _require_json(request)
        except Problem as problem:
            return answer(problem)
        return run(request, **arguments)

    return checked


def _require_ours(request: HttpRequest) -> None:
    """Members show the token of their session. Whoever has no session must not come from another site.

    A browser says where a request comes from; what says nothing is a program, and has no one's cookies to misuse:
    no site can send JSON to another one, nor DELETE, without asking first, and we allow it to none.
    """
    if request.user.is_authenticated:
        if check_csrf(request):
            raise Problem(CSRF, _("Ask /api/auth/session for the token, and send it as X-CSRFToken."))
    elif ("Origin" in request.headers or "Sec-Fetch-Site" in request.headers) and not came_from_here(request):
        raise Problem(FOREIGN_ORIGIN)


def _require_json(request: HttpRequest) -> None:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY or len(request.body) > LARGEST_BODY:
            raise Problem(TOO_LARGE)
    except RequestDataTooBig as error:
        raise Problem(TOO_LARGE) from error
    except (UnreadablePostError, ValueError) as error:
        raise Problem(UNREADABLE) from error
    if request.body and request.content_type != "application/json":
        raise Problem(NOT_JSON, headers={"Accept-Post": "application/json"})
