"""Forms of visitors who have no cookie yet: no token can be compared, so the browser must say where they come from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST


def from_our_pages(view: Callable) -> Callable:
    """A POST that another site cannot cause; closed where the browser says nothing about its origin."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not came_from_here(request):
            raise PermissionDenied(_("This form was sent from another site, or your browser does not say from where."))
        return view(request, *args, **kwargs)

    return csrf_exempt(require_POST(guarded))


def came_from_here(request: HttpRequest) -> bool:
    """What Sec-Fetch-Site or else Origin says; both are set by the browser, never by a page."""
    if relation := request.headers.get("Sec-Fetch-Site"):
        return relation == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def next_address(request: HttpRequest, *, default: str) -> str:
    """Where the form wants to go afterwards, if that is a page of this site."""
    return _ours(request, request.POST.get("next", "")) or default


def page_before(request: HttpRequest, *, default: str) -> str:
    """The page that the form stood on; browsers tell it to their own site."""
    return _ours(request, request.headers.get("Referer", "")) or default


def _ours(request: HttpRequest, address: str) -> str:
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    # Without a slash Django would look for a view of that name.
    return address if ours and urlsplit(address).path.startswith("/") and "\x00" not in address else ""
