"""Joining a waiting list, and the page of each entry: whoever has its secret address speaks for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.contract import addresses_of, is_too_often, too_many
from home.origin import from_our_pages
from shop.cart.basket import cards_by_offer
from shop.cart.operations import NotForSale
from shop.cart.visitor import keep_cookie
from shop.fulfilment.registry import Unavailable
from shop.offers.models import Offer
from shop.offers.visitors import currency_of, visitor_of
from shop.waiting import operations
from shop.waiting.forms import JoinForm
from shop.waiting.models import Waiting
from shop.waiting.queries import again_address, shown


@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """For how many, and under which address."""
    offer = _offer(request.GET.get("offer", ""))
    wish = {"offer": offer.key, "quantity": max(_number(request.GET.get("places", "")), offer.least_per_order)}
    form = JoinForm(offer=offer, address=_address(request), initial=wish)
    free = operations.why_not_wait(offer, wish["quantity"], at=timezone.now())
    return _form(request, form, offer, refusal=free)


@never_cache
@from_our_pages
def join(request: HttpRequest) -> HttpResponse:
    """Wait from now on, or from the proof of the address on; guests get the same answer whoever waits already."""
    offer, address = _offer(request.POST.get("offer", "")), _address(request)
    form = JoinForm(request.POST, offer=offer, address=address)
    if not form.is_valid():
        return _form(request, form, offer, status=422)
    if is_too_often(request, action="waiting", key=form.chosen_address):
        return too_many(request)
    try:
        entry = operations.join(
            offer_key=offer.key,
            quantity=form.cleaned_data["quantity"],
            address=form.chosen_address,
            user=visitor_of(request),
            language=get_language(),
            at=timezone.now(),
        )
    except operations.CannotWait as reason:
        return _form(request, form, offer, refusal=reason, status=409)
    return redirect("shop:waiting_entry", entry.secret) if address else redirect("shop:waiting_asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Where the letter is."""
    return render(request, "pages/waiting_asked.html")


@require_safe
@never_cache
def entry(request: HttpRequest, secret: str) -> HttpResponse:
    """How somebody stands, and what they may do."""
    return _show(request, _found(secret))


@require_POST
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    return _act(secret, operations.confirm)


@require_POST
def decline(request: HttpRequest, secret: str) -> HttpResponse:
    return _act(secret, operations.decline)


@require_POST
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    return _act(secret, operations.leave)


@require_POST
def take(request: HttpRequest, secret: str) -> HttpResponse:
    """Put what is kept into the cart of whoever asks."""
    known = _found(secret)
    try:
        owner = operations.take(
            secret=secret, owner=request.cart.owner, currency=currency_of(request), at=timezone.now()
        )
    except (operations.OfferIsOver, NotForSale, Unavailable) as reason:
        known.refresh_from_db()
        return _show(request, known, problem=str(reason), status=409)
    return keep_cookie(redirect("shop:cart"), owner)


def _act(secret: str, operation: Callable[..., Waiting]) -> HttpResponse:
    try:
        operation(secret=secret, at=timezone.now())
    except operations.NoSuchEntry as unknown:
        raise Http404 from unknown
    return redirect("shop:waiting_entry", secret)


def _found(secret: str) -> Waiting:
    try:
        return operations.find(secret=secret)
    except operations.NoSuchEntry as unknown:
        raise Http404 from unknown


def _show(request: HttpRequest, entry: Waiting, *, problem: str = "", status: int = 200) -> HttpResponse:
    (seen,) = shown([entry], language=get_language(), at=timezone.now())
    context = {"seen": seen, "entry": entry, "problem": problem, "again": again_address(entry)}
    response = render(request, "pages/waiting_entry.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _form(
    request: HttpRequest, form: JoinForm, offer: Offer, *, refusal: Exception | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "card": cards_by_offer([offer], language=get_language()).get(offer.pk),
        "refusal": refusal,
        "free": isinstance(refusal, operations.PlacesAreFree),
    }
    response = render(request, "pages/waiting_list.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _offer(key: str) -> Offer:
    offer = Offer.objects.filter(key=key.replace("\x00", "")[:120]).first()
    if offer is None:
        raise Http404
    return offer


def _address(request: HttpRequest) -> str:
    """The proven address of whoever is signed in; empty for everybody else."""
    user = visitor_of(request)
    if not user.is_authenticated:
        return ""
    proven = addresses_of(user)
    return user.email.lower() if user.email.lower() in proven else next(iter(proven), "")


def _number(text: str) -> int:
    return int(text[:3]) if text.isascii() and text.isdigit() else 1
