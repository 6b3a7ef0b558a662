"""Waiting lists as JSON: join one. All that follows, whoever waits does on the page that their letter leads to."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from accounts.contract import addresses_of, is_too_often
from api.contract import Problem, Words, absolute, invalid_form, kind, problems_of_writing, writes
from shop.cart.api import NO_SUCH_OFFER, Wish
from shop.offers.models import Offer
from shop.offers.visitors import visitor_of
from shop.waiting import operations
from shop.waiting.forms import JoinForm

router = Router(tags=["waiting"])

CANNOT_WAIT = kind("cannot-wait", 409, _("Nobody can wait for this, or not so many"))
PLACES_ARE_FREE = kind("places-are-free", 409, _("So many places can be had now"))
TOO_OFTEN = kind("waiting-too-often", 429, _("This was asked for too often"))


class Waiter(Wish):
    """For what, for how many together, and under which address; members with a proven one need name none."""

    email: Annotated[Words, Field(max_length=254)] = ""


class Joined(Schema):
    """`asked`: a letter asks whether the address is theirs. `waiting`: they stand in line, and `url` is their page."""

    state: Literal["asked", "waiting"]
    url: str | None = None


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
