"""Who looks at prices, and in which currency."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

CURRENCY_KEPT = timedelta(days=365)


def visitor_of(request: HttpRequest):
    """Who asks, without touching the session of someone who has none: their pages stay cacheable."""
    return request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else AnonymousUser()


def currency_of(request: HttpRequest) -> str:
    """The currency that a visitor sees prices in."""
    # What a member has chosen is known on every device; the cookie is for whoever has no account.
    chosen = getattr(visitor_of(request), "currency", "") or request.COOKIES.get("currency", "")
    return chosen if chosen in settings.SHOP_CURRENCIES else settings.SHOP_DEFAULT_CURRENCY


def keep_currency(request: HttpRequest, response: HttpResponse, currency: str) -> HttpResponse:
    """Remember a visitor's choice; they asked for it, so it needs no consent."""
    visitor = visitor_of(request)
    if visitor.is_authenticated:
        visitor.currency = currency
        visitor.save(update_fields=["currency"])
    response.set_cookie(
        "currency",
        currency,
        max_age=CURRENCY_KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def cart_lines_of(request: HttpRequest) -> list[int]:
    """The numbers of the lines in a visitor's cart; none where nobody carries one, as when a page is tried out."""
    cart = getattr(request, "cart", None)
    return cart.line_numbers if cart else []
