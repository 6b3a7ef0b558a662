"""The frame around every answer below /api/: limits, problem documents, and ETags."""

from __future__ import annotations

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from api.limits import counter
from api.problems import MEDIA_TYPE, TOO_MANY, Problem, answer, invalid, of_status

PREFIX = "/api/"
READS = {"GET", "HEAD"}
UNLIMITED = {"/api/checkout/webhook"}  # only Stripe is heard there, and it comes in bursts


class ApiFrame:
    """Stands inside the middleware that chooses the language, and outside all that may refuse a request."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if refusal := _too_many(request) or _unknown_language(request):
            return refusal
        if request.method == "HEAD":
            request.method = "GET"  # servers leave the body out
        response = self.get_response(request)
        if response.status_code >= 400:
            return _as_problem(response)
        if request.method == "GET" and response.headers.get("Content-Type", "").startswith("application/json"):
            return _conditional(request, response)
        return response


def address_of(request: HttpRequest) -> str:
    """Whom requests are counted for: the address before our own proxies."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""  # the proxies did not say: all of them together


def _too_many(request: HttpRequest) -> HttpResponse | None:
    if request.path_info in UNLIMITED:
        return None
    sort = "read" if request.method in READS else "write"
    most = settings.API_REQUESTS_PER_MINUTE[sort]
    wait = counter.wait(f"{sort}:{address_of(request)}", most=most, at=time.time()) if most else 0
    if not wait:
        return None
    return answer(Problem(TOO_MANY, _("Please wait a moment, then go on."), headers={"Retry-After": str(wait)}))


def _unknown_language(request: HttpRequest) -> HttpResponse | None:
    asked = request.GET.get("lang")
    if asked is None or asked in dict(settings.LANGUAGES):
        return None
    return answer(invalid({"lang": ("unknown", _("The shop does not speak this language."))}))


def _as_problem(response: HttpResponse) -> HttpResponse:
    """The same refusal as a document, whoever refused."""
    if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    if settings.DEBUG and response.status_code >= 500:
        return response  # a developer wants to read what broke
    status = response.status_code
    problem = answer(Problem(of_status(status)), status=status)
    for name in ("Allow", "Retry-After", "Vary"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    problem.cookies = response.cookies
    return problem


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Nothing but "as it was" for whoever has the same document already."""
    patch_vary_headers(response, ["Cookie"])
    if "no-store" in response.headers.get("Cache-Control", ""):
        return response
    response.headers["Cache-Control"] = "private, no-cache"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
