"""Several things put into a visitor's cart by one form of another app's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shop.cart import operations
from shop.cart.operations import Owner
from shop.cart.visitor import keep_cookie
from shop.fulfilment.registry import Unavailable
from shop.offers.visitors import currency_of


@dataclass(frozen=True)
class Wanted:
    """So many of an offer, by its key; `on_top_of` another that is wanted before it, or lies in the cart."""

    offer: str
    quantity: int
    on_top_of: str = ""


@dataclass
class Filled:
    """What came of it: whose cart it is, what could not be had and why (by the offer's key), whether anything was."""

    owner: Owner
    refused: dict[str, str] = field(default_factory=dict)
    some: bool = False

    def answer(self, response: HttpResponse) -> HttpResponse:
        """The answer to the form, with the key to a cart that was made by it."""
        return keep_cookie(response, self.owner)


def put_into_cart(request: HttpRequest, wishes: Iterable[Wanted]) -> Filled:
    """Put things into the cart of whoever asks; what is free is had, the rest told.

    Each is a transaction of its own, so that two visitors who want the same things never wait for each other.
    """
    filled = Filled(request.cart.owner)
    for wish in wishes:
        try:
            filled.owner = operations.add(
                owner=filled.owner,
                offer_key=wish.offer,
                quantity=wish.quantity,
                belongs_to=operations.line_of(filled.owner, wish.on_top_of) if wish.on_top_of else None,
                currency=currency_of(request),
                at=timezone.now(),
            )
            filled.some = True
        except (operations.NotForSale, Unavailable) as reason:
            filled.refused[wish.offer] = str(reason)
    if filled.some:
        request.cart.belong_to(filled.owner)
    return filled
