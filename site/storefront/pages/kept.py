"""Pages that every visitor without a session gets alike, kept in each process's memory and answered from there.

All processes ask one shared number whether what they keep is still true; whatever changes a page changes the number.
So nothing is read from a store but that number, and a flood of odd addresses fills nobody's cache but its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache, caches
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from home.cards import next_turn
from home.frame import THEMES
from home.keeping import MARK
from home.language_line import wished_language
from shop.cart.visitor import COOKIE as CART_COOKIE

EDITION = "pages:edition"
TURN = "turn"
# Whoever brings one of these sees something of their own.
OWN = (settings.SESSION_COOKIE_NAME, CART_COOKIE, "messages")
CHOICES = {"theme": THEMES, "currency": tuple(settings.SHOP_CURRENCIES)}


class KeptPages:
    """Answers visitors who have nothing of their own before sessions, accounts and the tree of pages are asked."""

    def __init__(self, get_response) -> None:
        if not settings.PAGES_KEPT_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        current = edition()
        kept = caches["pages"].get(key, version=current)
        if kept:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        # Under the number of before: whatever changed while this was made, its number is another.
        if request.method == "GET" and keepable(response) and (seconds := _seconds_to_keep(current)):
            caches["pages"].set(key, (response.content, dict(response.items())), seconds, version=current)
        return response


def key_of(request: HttpRequest) -> str | None:
    """What tells one kept page from another; none for a visitor who sees something of their own."""
    cookies = request.COOKIES
    if request.method not in ("GET", "HEAD") or "HX-Request" in request.headers or any(name in cookies for name in OWN):
        return None
    chosen = [cookies.get(name, "") if cookies.get(name) in known else "" for name, known in CHOICES.items()]
    return "|".join([request.scheme, request.get_host(), wished_language(request), *chosen, request.get_full_path()])


def keepable(response: HttpResponseBase) -> bool:
    """Whether another visitor may get this answer: its page says so, and it gives the browser nothing to remember."""
    return getattr(response, MARK, False) and response.status_code == 200 and not response.cookies


def edition() -> str:
    """The shared number under which pages are kept now."""
    return cache.get_or_set(EDITION, _new_edition, None)


def forget_pages() -> None:
    """Show no page again that was made before now, as soon as the transaction at hand is committed."""
    transaction.on_commit(_begin_edition, robust=True)


def _begin_edition() -> None:
    cache.set(EDITION, _new_edition(), None)


def _new_edition() -> str:
    return uuid4().hex


def _seconds_to_keep(current: str) -> float:
    """Until the next price begins or ends, which is looked up once in each edition, and never for too long."""
    now = datetime.now(UTC)
    turn = caches["pages"].get(TURN, version=current)
    if turn is None or turn <= now:
        turn = next_turn(now) or datetime.max.replace(tzinfo=UTC)
        caches["pages"].set(TURN, turn, None, version=current)
    return min((turn - now).total_seconds(), settings.PAGES_KEPT_SECONDS)
