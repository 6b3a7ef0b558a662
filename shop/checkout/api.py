"""Going to the payment as JSON: things and an e-mail address in, the supplier's session and its page out."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from api.contract import (
    WHOLE,
    Problem,
    Sent,
    Words,
    absolute,
    invalid,
    invalid_form,
    kind,
    problems_of_writing,
    writes,
)
from money import Money
from shop.cart.api import Wish, refusals
from shop.cart.basket import Basket, basket_of
from shop.cart.models import Cart, CartLine
from shop.cart.operations import fill_new
from shop.checkout.business import UnknownNumber, standing_of
from shop.checkout.forms import KEPT, DetailsForm
from shop.checkout.operations import AlreadyPaying, Begun, begin_payment
from shop.checkout.steps import Questions, questions_of
from shop.fulfilment.registry import Buyer
from shop.offers.visitors import currency_of, visitor_of
from shop.orders.checkout import CannotOrder, Details, acceptances_for
from shop.orders.models import Order
from shop.payments.operations import PaymentUnavailable

router = Router(tags=["checkout"])

EMPTY = kind("cart-empty", 409, gettext_lazy("The cart is empty"))
CANNOT_ORDER = kind("cannot-order", 409, gettext_lazy("This cannot be ordered as it stands"))
PRICE_CHANGED = kind("price-changed", 409, gettext_lazy("A price has changed since it was seen"))
ALREADY_PAYING = kind("already-paying", 409, gettext_lazy("This order is paid or about to be"))
CANNOT_PAY = kind("cannot-be-paid", 409, gettext_lazy("This cannot be paid"))
CONSENT_MISSING = kind("consent-missing", 422, gettext_lazy("Something must be accepted first"))
NO_ANSWER = kind("payment-unavailable", 503, gettext_lazy("The payment partner does not answer"))
MOST_WISHES = 50
ABOUT_ANSWERS = (
    "What goods ask, by the names of the errors' fields. Names tell which thing they are about: a cart's line by its "
    "id, one of `items` by its place among them, from 0."
)


class Person(Sent):
    """Someone who comes; `me` is whoever buys, and needs no name. `answers` go by the codes of the questions."""

    name: Annotated[Words, Field(max_length=150)] = ""
    email: Annotated[Words, Field(max_length=254)] = ""
    me: bool = False
    answers: dict[str, bool | Annotated[int, WHOLE] | Words] = {}


class Item(Wish):
    """What is bought, and for whom, where its kind asks: the first of them first."""

    attendees: Annotated[list[Person], Field(max_length=999)] = []


class Total(Sent):
    """What the buyer was shown; only compared, never charged."""

    amount: Annotated[int, Field(ge=0, le=2**31), WHOLE]
    currency: Literal[tuple(settings.SHOP_CURRENCIES)]


class Purchase(Sent):
    """Who buys what. Without `items` it is the cart of whoever asks."""

    email: Annotated[Words, Field(max_length=254)]
    items: Annotated[list[Item], Field(min_length=1, max_length=MOST_WISHES)] | None = None
    name: Annotated[Words, Field(max_length=150, description="Without one the address stands for it.")] = ""
    country: Annotated[Words, Field(max_length=2, description="ISO 3166-1; the tax depends on it.")] = ""
    company: Annotated[Words, Field(max_length=150, description="A business that buys.")] = ""
    vat_id: Annotated[Words, Field(max_length=30, description="Its VAT number.")] = ""
    by_whatsapp: Annotated[bool, Field(description="A yes of the buyer's own to messages there; needs a number.")] = (
        False
    )
    whatsapp: Annotated[Words, Field(max_length=40, description="A number, as in its country or with +.")] = ""
    accepted: Annotated[list[Words], Field(max_length=20, description="Codes of what the buyer has accepted.")] = []
    answers: Annotated[dict[str, Words], Field(description=ABOUT_ANSWERS)] = {}
    total: Total | None = None


class OrderBegun(Schema):
    number: str
    url: str


class PaymentSession(Schema):
    """The supplier's session and the page where it is paid; no `id` where nothing is to be paid."""

    id: str | None
    url: str
    order: OrderBegun

    @classmethod
    def of(cls, begun: Begun) -> PaymentSession:
        order = _told(begun.order)
        return cls(id=begun.session_id or None, url=begun.url or order["url"], order=order)


@router.post(
    "/create-session",
    url_name="create-session",
    response={200: PaymentSession, **problems_of_writing(404, 503)},
    summary="Go to the payment",
)
@writes
def create_session(request: HttpRequest, purchase: Purchase):
    """Place the order for the items, or for the cart, and open the page where it is paid; asked twice, it is one.

    What must be accepted is said by `consent-missing`, with codes and wording; send the codes as `accepted`.
    """
    at = timezone.now()
    said = _said(request, purchase)
    with refusals(), transaction.atomic():
        cart = _cart(request, purchase, at=at)
        details = _details(request, purchase, cart, said, at=at)
    return 200, PaymentSession.of(_begun(cart, details, at=at))


def _cart(request: HttpRequest, purchase: Purchase, *, at: datetime) -> Cart:
    if purchase.items:
        wishes = [(wish.offer, wish.quantity, wish.options) for wish in purchase.items]
        return fill_new(wishes=wishes, currency=currency_of(request), at=at)
    if not request.cart.row or not request.cart.basket.lines:
        raise Problem(EMPTY)
    return request.cart.row


def _said(request: HttpRequest, purchase: Purchase) -> dict[str, Any]:
    """Who buys, by the rules of the page; a VAT number is looked up, so not in a transaction. Raises Problem."""
    name = purchase.name or getattr(visitor_of(request), "name", "") or purchase.email
    country = purchase.country or request.cart.country
    form = DetailsForm(
        purchase.dict(include={"email", "company", "vat_id", "by_whatsapp", "whatsapp"})
        | {"name": name, "country": country},
        acceptances=[],
    )
    if not form.is_valid():
        raise invalid_form(form)
    said = {field: form.cleaned_data[field] for field in KEPT}
    try:
        standing = standing_of(country=said["country"], vat_id=said["vat_id"])
    except UnknownNumber as error:
        form.refuse_number()
        raise invalid_form(form) from error
    return said | {"vat_check": standing.vat_check, "reverse_charge": standing.reverse_charge}


def _details(request: HttpRequest, purchase: Purchase, cart: Cart, said: dict[str, Any], *, at: datetime) -> Details:
    user, language = visitor_of(request), get_language()
    basket = basket_of(
        cart, user=user, language=language, country=said["country"], reverse_charge=said["reverse_charge"], at=at
    )
    _require_accepted(purchase, basket)
    _answer(purchase, basket, Buyer(said["name"], said["email"]))
    if basket.changed and not purchase.total:
        raise Problem(PRICE_CHANGED, _("Show the buyer the cart as it is now, and send its total."))
    total = purchase.total
    return Details(
        **said,
        page=reverse("api:create-session"),
        language=language,
        accepted=frozenset(purchase.accepted),
        shown=Money(total.amount, total.currency) if total else basket.total,
        user=user,
    )


def _require_accepted(purchase: Purchase, basket: Basket) -> None:
    missing = [asked for asked in acceptances_for(basket) if asked.code not in purchase.accepted]
    if missing:
        wordings = [{"code": asked.code, "wording": strip_tags(str(asked.wording))} for asked in missing]
        raise Problem(CONSENT_MISSING, acceptances=wordings)


def _answer(purchase: Purchase, basket: Basket, buyer: Buyer) -> None:
    """Write down what goods ask about their lines, by the form of the page. Raises Problem."""
    items = purchase.items or []
    places = [item.offer for item in items]
    for asked in questions_of(basket).values():
        fields = asked.step.form(lines=asked.lines, buyer=buyer).fields
        names = {field: _public(field, asked.lines, places) for field in fields}
        answers = purchase.answers | _of_people(asked, items)
        told = {field: answers[name] for field, name in names.items() if name in answers}
        form = asked.step.form(lines=asked.lines, buyer=buyer, data=told)
        if not form.is_valid():
            raise invalid_form(form, names={field: f"answers.{name}" for field, name in names.items()})
        asked.step.save(lines=asked.lines, form=form)


def _of_people(asked: Questions, items: list[Item]) -> dict[str, str]:
    """What the items say of who comes, by the names that the document gives the fields. Raises Problem."""
    told: dict[str, str] = {}
    keys = {line.offer.key for line in asked.lines}
    for place, item in enumerate(items):
        if len(item.attendees) > item.quantity:
            raise invalid({f"items.{place}.attendees": ("too_many", _("There are more people than places."))})
        if item.offer in keys:
            told |= asked.step.fields_of(str(place), [person.dict() for person in item.attendees])
    return told


def _public(field: str, lines: list[CartLine], places: list[str]) -> str:
    """How the document names a field: things that are in no cart yet have no line, but a place among the items."""
    known = {str(line.pk): str(places.index(line.offer.key)) for line in lines if line.offer.key in places}
    # The first number is the line's; any later one counts something of it.
    return re.sub(r"(?<=_)\d+(?=_|$)", lambda found: known.get(found[0], found[0]), field, count=1)


def _begun(cart: Cart, details: Details, *, at: datetime) -> Begun:
    try:
        return begin_payment(cart, details, at=at)
    except CannotOrder as reason:
        raise Problem(CANNOT_ORDER, str(reason)) from reason
    except AlreadyPaying as other:
        raise Problem(ALREADY_PAYING, order=_told(other.order)) from other
    except PaymentUnavailable as reason:
        if reason.permanent:
            raise Problem(CANNOT_PAY, str(reason)) from reason
        raise Problem(NO_ANSWER, str(reason), headers={"Retry-After": "5"}) from reason


def _told(order: Order) -> dict[str, str]:
    return {"number": order.number, "url": absolute(reverse("shop:order", args=[order.secret]))}
