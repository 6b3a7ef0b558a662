"""The cart as JSON: of whoever asks, by their session or by the cart's cookie, as pages have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from api.contract import (
    WHOLE,
    Id,
    MoneySchema,
    Problem,
    Sent,
    Words,
    absolute,
    kind,
    problems,
    problems_of_writing,
    writes,
)
from shop.capacity.holding import TooFewLeft
from shop.cart import operations
from shop.cart.basket import Basket, BasketLine
from shop.cart.belonging import most_of
from shop.cart.forms import MOST_OPTIONS
from shop.cart.visitor import keep_cookie
from shop.fulfilment.registry import Unavailable
from shop.offers.models import Offer
from shop.offers.visitors import currency_of

router = Router(tags=["cart"])

NO_SUCH_OFFER = kind("offer-unknown", 404, _("Nothing is sold under this key"))
NO_SUCH_LINE = kind("line-unknown", 404, _("This cart has no such line"))
NOT_FOR_SALE = kind("not-for-sale", 409, _("This cannot be bought"))
ALREADY_YOURS = kind("already-yours", 409, _("This is yours already"))
UNAVAILABLE = kind("unavailable", 409, _("This cannot be had, or not so many"))

Quantity = Annotated[int, Field(ge=1, le=999), WHOLE]


OfferKey = Annotated[Words, Field(min_length=1, max_length=120)]


class SoMany(Sent):
    """An offer by its key, and how many."""

    offer: OfferKey
    quantity: Quantity = 1


class Wish(SoMany):
    """What to put into a cart: an offer by its key, and how many. `options` come on top of it, by their keys."""

    options: Annotated[dict[OfferKey, Quantity], Field(max_length=MOST_OPTIONS)] = {}


class LineOfCart(Schema):
    """One line as it stands now. `trouble` says why it cannot be bought; `seen` is its price if that was another.

    What comes `on_top_of` another line (its id) is at most as many, and goes when that goes.

    Places are kept until `kept_until`; of those that are `lost`, `left` may be had again by adding them once more.
    """

    id: int
    on_top_of: int | None
    offer: str
    kind: str
    title: str
    url: str | None
    quantity: int
    most: int
    price: MoneySchema | None
    seen: MoneySchema | None
    total: MoneySchema | None
    tax_percent: float
    trouble: str
    kept_until: datetime | None
    lost: bool
    left: int | None

    @classmethod
    def of(cls, line: BasketLine) -> LineOfCart:
        offer = line.line.offer
        return cls(
            id=line.line.pk,
            on_top_of=line.line.belongs_to_id,
            offer=offer.key,
            kind=offer.kind,
            title=line.title,
            url=absolute(line.card.url) if line.card else None,
            quantity=line.quantity,
            most=most_of(line.line),
            price=MoneySchema.of(line.price and line.price.now),
            seen=MoneySchema.of(line.seen),
            total=MoneySchema.of(line.total),
            tax_percent=float(line.percent),
            trouble=line.trouble,
            kept_until=line.kept_until,
            lost=line.lost,
            left=line.places.left if line.places else None,
        )


class TaxOfCart(Schema):
    percent: float
    amount: MoneySchema


class CartInFull(Schema):
    """A cart: its lines, and the total of those that can be bought, tax included."""

    lines: list[LineOfCart]
    quantity: int
    currency: str
    country: str
    total: MoneySchema
    taxes: list[TaxOfCart]
    blocked: bool

    @classmethod
    def of(cls, basket: Basket) -> CartInFull:
        return cls(
            lines=[LineOfCart.of(line) for line in basket.lines],
            quantity=basket.quantity,
            currency=basket.currency,
            country=basket.country,
            total=MoneySchema.of(basket.total),
            taxes=[{"percent": float(tax.percent), "amount": MoneySchema.of(tax.amount)} for tax in basket.taxes],
            blocked=basket.blocked,
        )


@contextmanager
def refusals() -> Iterator[None]:
    """What the cart refuses, as problems."""
    try:
        yield
    except Offer.DoesNotExist as error:
        raise Problem(NO_SUCH_OFFER) from error
    except operations.NoSuchLine as error:
        raise Problem(NO_SUCH_LINE) from error
    except operations.AlreadyYours as reason:
        raise Problem(ALREADY_YOURS, str(reason)) from reason
    except operations.NotForSale as reason:
        raise Problem(NOT_FOR_SALE, str(reason)) from reason
    except Unavailable as reason:
        may_have = {"may_have": reason.may_have} if isinstance(reason, TooFewLeft) else {}
        raise Problem(UNAVAILABLE, str(reason), **may_have) from reason


@router.get("", url_name="cart", response={200: CartInFull, **problems()}, summary="Read the cart")
def cart(request: HttpRequest):
    """The cart of the member who is signed in, or of the guest whose cookie comes along; else an empty one.

    Whoever has read it has seen today's prices.
    """
    basket = request.cart.basket
    told = CartInFull.of(basket)
    operations.mark_seen(basket)
    return 200, told


@router.post("/add", url_name="cart-add", response={200: CartInFull, **problems_of_writing(404)}, summary="Add to cart")
@writes
def add(request: HttpRequest, response: HttpResponse, wish: Wish):
    """Put something into the cart and keep its place; a guest's first thing brings the cart's cookie."""
    with refusals():
        owner = operations.add(
            owner=request.cart.owner,
            offer_key=wish.offer,
            quantity=wish.quantity,
            options=wish.options,
            currency=currency_of(request),
            at=timezone.now(),
        )
    request.cart.belong_to(owner)
    keep_cookie(response, owner)
    return 200, CartInFull.of(request.cart.basket)


@router.delete(
    "/remove", url_name="cart-remove", response={200: CartInFull, **problems_of_writing(404)}, summary="Take out"
)
@writes
def remove(request: HttpRequest, response: HttpResponse, line: Annotated[Id, Query()]):
    """Take a line out of the cart and give its places back."""
    with refusals():
        operations.remove(owner=request.cart.owner, line_id=line, at=timezone.now())
    request.cart.look_again()
    keep_cookie(response, request.cart.owner)
    return 200, CartInFull.of(request.cart.basket)
