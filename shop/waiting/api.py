"""Waiting lists as JSON: join one, see how one stands, take what is offered. The rest is done on the entry's page."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router, Schema
from pydantic import Field

from accounts.contract import addresses_of, is_too_often
from api.contract import Problem, Words, absolute, invalid_form, kind, problems, problems_of_writing, writes
from shop.cart.api import NO_SUCH_OFFER, CartInFull, SoMany, refusals
from shop.cart.visitor import keep_cookie
from shop.offers.models import Offer
from shop.offers.visitors import currency_of, visitor_of
from shop.waiting import operations
from shop.waiting.forms import JoinForm
from shop.waiting.models import Waiting
from shop.waiting.queries import ShownEntry, shown

router = Router(tags=["waiting"])

CANNOT_WAIT = kind("cannot-wait", 409, _("Nobody can wait for this, or not so many"))
PLACES_ARE_FREE = kind("places-are-free", 409, _("So many places can be had now"))
NO_SUCH_ENTRY = kind("waiting-unknown", 404, _("Nobody waits under this secret"))
OFFER_IS_OVER = kind("waiting-offer-over", 409, _("The places are not kept for them any more"))
TOO_OFTEN = kind("waiting-too-often", 429, _("This was asked for too often"))


Secret = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]


class Waiter(SoMany):
    """For what, for how many together, and under which address; members with a proven one need name none."""

    email: Annotated[Words, Field(max_length=254)] = ""


class Joined(Schema):
    """`asked`: a letter asks whether the address is theirs. `waiting`: they stand in line, and `url` is their page."""

    state: Literal["asked", "waiting"]
    url: str | None = None


class Entry(Schema):
    """How somebody stands. `rank` is their place in line, `kept_until` how long what is offered is kept for them."""

    state: Literal[tuple(Waiting.State.values)]
    offer: str
    title: str
    quantity: int
    rank: int | None
    kept_until: datetime | None
    url: str

    @classmethod
    def of(cls, seen: ShownEntry) -> Entry:
        return cls(
            state=seen.state,
            offer=seen.entry.offer.key,
            title=seen.title,
            quantity=seen.entry.quantity,
            rank=seen.rank,
            kept_until=seen.entry.offered_until if seen.state == Waiting.State.OFFERED else None,
            url=absolute(reverse("shop:waiting_entry", args=[seen.entry.secret])),
        )


@router.post("", url_name="wait", response={202: Joined, **problems_of_writing(404)}, summary="Join a waiting list")
@writes
def join(request: HttpRequest, waiter: Waiter):
    """Wait for an offer that is sold out. The answer does not tell whether a guest's address waits already."""
    user = visitor_of(request)
    offer = Offer.objects.filter(key=waiter.offer).first()
    if offer is None:
        raise Problem(NO_SUCH_OFFER)
    proven = user.is_authenticated and not waiter.email and next(iter(addresses_of(user)), "")
    form = JoinForm(waiter.model_dump(), offer=offer, address=proven or "")
    if not form.is_valid():
        raise invalid_form(form)
    if is_too_often(request, action="waiting", key=form.chosen_address):
        raise Problem(TOO_OFTEN)
    about = {"offer_key": offer.key, "quantity": waiter.quantity, "address": form.chosen_address}
    try:
        entry = operations.join(user=user, language=get_language(), at=timezone.now(), **about)
    except operations.PlacesAreFree as reason:
        raise Problem(PLACES_ARE_FREE, str(reason)) from reason
    except operations.CannotWait as reason:
        raise Problem(CANNOT_WAIT, str(reason)) from reason
    if not proven:
        return 202, Joined(state="asked")
    return 202, Joined(state="waiting", url=absolute(reverse("shop:waiting_entry", args=[entry.secret])))


@router.get("/{secret}", url_name="waiting-entry", response={200: Entry, **problems(404)}, summary="See how one stands")
def entry(request: HttpRequest, secret: Secret):
    """How somebody stands on a waiting list, by the secret in their letters and in the address of their page."""
    (seen,) = shown([_found(secret)], language=get_language(), at=timezone.now())
    return 200, Entry.of(seen)


@router.post("/{secret}/take", url_name="waiting-take", response={200: CartInFull, **problems_of_writing(404)})
@writes
def take(request: HttpRequest, response: HttpResponse, secret: Secret):
    """Put what is kept for them into the cart of whoever asks, where it stays kept for the usual time."""
    about = {"owner": request.cart.owner, "currency": currency_of(request), "at": timezone.now()}
    try:
        with refusals():
            owner = operations.take(secret=_found(secret).secret, **about)
    except operations.OfferIsOver as reason:
        raise Problem(OFFER_IS_OVER, str(reason)) from reason
    request.cart.belong_to(owner)
    keep_cookie(response, owner)
    return 200, CartInFull.of(request.cart.basket)


def _found(secret: str) -> Waiting:
    try:
        return operations.find(secret=secret)
    except operations.NoSuchEntry as unknown:
        raise Problem(NO_SUCH_ENTRY) from unknown
