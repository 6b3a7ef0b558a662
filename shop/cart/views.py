"""The cart's page and its forms; all of it works without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from home.origin import from_our_pages, next_address
from shop.cart import operations
from shop.cart.basket import cards_by_offer
from shop.cart.forms import AddForm, CurrencyForm, LineForm, QuantityForm
from shop.cart.totals import totals_of
from shop.cart.visitor import keep_cookie
from shop.fulfilment.registry import Unavailable
from shop.offers.models import Offer
from shop.offers.visitors import currency_of, keep_currency


@dataclass(frozen=True)
class Rest:
    """So many can be had, of an offer or on a line."""

    quantity: int
    offer: str = ""
    line: int | None = None


@require_safe
@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    """The cart; whoever has read it has seen today's prices. With `?unread` a page only counts what is in it."""
    response = show(request)
    if request.method == "GET" and "unread" not in request.GET:
        operations.mark_seen(request.cart.basket)
    return response


@from_our_pages
def add(request: HttpRequest) -> HttpResponse:
    form = AddForm(request.POST)
    if not form.is_valid():
        return show(request, problem=_first(form), status=422)
    try:
        owner = operations.add(
            owner=request.cart.owner,
            offer_key=form.cleaned_data["offer"],
            quantity=form.cleaned_data["quantity"],
            belongs_to=form.cleaned_data["belongs_to"],
            options=form.cleaned_data["options"],
            currency=currency_of(request),
            at=timezone.now(),
        )
    except (Offer.DoesNotExist, operations.NoSuchLine) as unknown:
        raise Http404 from unknown
    except (operations.NotForSale, Unavailable) as reason:
        asked = form.cleaned_data["offer"]
        return show(request, problem=_said(reason, asked), rest=_rest(request, reason, offer=asked), status=409)
    return keep_cookie(redirect(next_address(request, default=reverse("shop:cart"))), owner)


@from_our_pages
def change(request: HttpRequest, line_id: int) -> HttpResponse:
    form = QuantityForm(request.POST)
    if not form.is_valid():
        return show(request, problem=_first(form), problem_line=line_id, status=422)
    quantity = form.cleaned_data["quantity"]
    return _change(request, operations.change, line_id=line_id, quantity=quantity)


@from_our_pages
def remove(request: HttpRequest, line_id: int) -> HttpResponse:
    return _change(request, operations.remove, line_id=line_id, removed=line_id)


@from_our_pages
def undo(request: HttpRequest) -> HttpResponse:
    form = LineForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _change(request, operations.undo, line_id=form.cleaned_data["line"])


@from_our_pages
def extend(request: HttpRequest) -> HttpResponse:
    """More time for everything that is still kept."""
    try:
        operations.extend(owner=request.cart.owner, at=timezone.now())
    except Unavailable as reason:
        return show(request, problem=str(reason), status=409)
    return keep_cookie(redirect(next_address(request, default=reverse("shop:cart"))), request.cart.owner)


@from_our_pages
def currency(request: HttpRequest) -> HttpResponse:
    form = CurrencyForm(request.POST)
    if not form.is_valid():
        return show(request, problem=_first(form), status=422)
    chosen = form.cleaned_data["currency"]
    operations.choose_currency(owner=request.cart.owner, currency=chosen, at=timezone.now())
    return keep_currency(request, redirect(next_address(request, default=reverse("shop:cart"))), chosen)


def _change(request: HttpRequest, operation: Callable, *, line_id: int, removed: int | None = None, **wish):
    """Do something to a line; answer with the list where htmx asked, with a redirect where a form did."""
    try:
        operation(owner=request.cart.owner, line_id=line_id, at=timezone.now(), **wish)
    except operations.NoSuchLine as unknown:
        raise Http404 from unknown
    except (operations.NotForSale, Unavailable) as reason:
        rest = _rest(request, reason, line_id=line_id)
        return show(request, problem=str(reason), problem_line=line_id, rest=rest, status=409)
    if request.htmx:
        return keep_cookie(show(request, removed=removed, changed=line_id), request.cart.owner)
    address = reverse("shop:cart", query={"removed": removed} if removed else None)
    return keep_cookie(redirect(address), request.cart.owner)


@vary_on_headers("HX-Request")
def show(
    request: HttpRequest,
    *,
    problem: str = "",
    problem_line: int | None = None,
    removed: int | None = None,
    changed: int | None = None,
    rest: Rest | None = None,
    status: int = 200,
) -> HttpResponse:
    """The cart page, or only its list for htmx, with what went wrong beside what it concerns.

    `changed` is the line that keeps the focus when htmx has swapped it.
    """
    request.cart.look_again()
    asked = LineForm({"line": removed or request.GET.get("removed")})
    context = {
        "basket": request.cart.basket,
        "totals": totals_of(request.cart.basket),
        "removed": request.cart.removed_line(asked.cleaned_data["line"]) if asked.is_valid() else None,
        "problem": problem,
        "problem_line": problem_line,
        "changed": changed,
        "rest": rest,
    }
    template = "partials/cart.html" if request.htmx and not request.htmx.boosted else "pages/cart.html"
    return render(request, template, context, status=status)


def _said(reason: Exception, asked: str) -> str:
    """What went wrong, with its name where it is about what was to come on top."""
    offer = getattr(reason, "offer", None)
    if offer is None or offer.key == asked:
        return str(reason)
    card = cards_by_offer([offer], language=get_language()).get(offer.pk)
    return _("%(title)s: %(reason)s") % {"title": card.title if card else offer.key, "reason": reason}


def _rest(request: HttpRequest, reason: Exception, *, offer: str = "", line_id: int | None = None) -> Rest | None:
    """What is left of what was asked for; none where nothing is, or nothing more than is in the cart."""
    may_have = getattr(reason, "may_have", 0)
    if offer and may_have and reason.offer.key != offer:
        return None  # it is about what was to come on top
    request.cart.look_again()
    for line in request.cart.lines:
        if offer == line.line.offer.key or line_id == line.line.pk:
            more = may_have > line.quantity or (may_have and line.lost)
            return Rest(may_have, line=line.line.pk) if more else None
    return Rest(may_have, offer=offer) if may_have and offer else None


def _first(form) -> str:
    return next(iter(form.errors.values()))[0]
