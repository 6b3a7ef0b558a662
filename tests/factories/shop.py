"""Things for sale and people who buy them. Walks are the goods: the shop must not need to know any other."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from money import Money
from shop.cart import operations as carts
from shop.cart.basket import Basket, basket_of
from shop.cart.models import Cart, CartLine
from shop.cart.operations import Owner
from shop.contract import Offer, PriceTerms, put_on_sale
from shop.fulfilment.operations import grant_line
from shop.invoices.operations import issue_invoice
from shop.orders.checkout import Details, place_order
from shop.orders.models import Order
from shop.orders.operations import mark_paid
from tests.contracts.goods.models import Postcard, Walk

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GUEST = AnonymousUser()
CONSENTS = frozenset({"terms", "boots"})


def make_walk(
    title: str = "Dawn walk", *, amount: int = 7900, currencies=("EUR",), places: int = 10, most: int = 1, **terms
) -> Offer:
    """A walk on sale, by its offer."""
    walk = Walk.objects.create(title=title, places=places)
    prices = {currency: PriceTerms(amount=amount) for currency in currencies}
    return put_on_sale(walk, kind="walk", prices=prices, cause=f"test:{walk.pk}", most_per_order=most, **terms)


def make_postcard(title: str = "Lake in March", *, amount: int = 300, **terms) -> Offer:
    """Something without limits, questions or consents of its own."""
    record = Postcard.objects.create(title=title)
    prices = {"EUR": PriceTerms(amount=amount)}
    return put_on_sale(record, kind="postcard", prices=prices, cause=f"test:{record.pk}", **terms)


def new_price(offer: Offer, amount: int, *, currency: str = "EUR") -> None:
    """What publishing another price does."""
    offer.prices.filter(currency=currency).update(amount=amount)


def make_cart(*offers: Offer, user=GUEST, quantity: int = 1, currency: str = "EUR", at=NOON) -> tuple[Owner, Cart]:
    """A cart with these things in it, and whose it is; what comes on top does so on the first thing of its record."""
    owner = Owner(user=user)
    for offer in offers:
        on_top = _line_below(owner, offer) if offer.on_top else None
        owner = carts.add(
            owner=owner, offer_key=offer.key, quantity=quantity, currency=currency, belongs_to=on_top, at=at
        )
    return owner, Cart.objects.get(owner.filter)


def _line_below(owner: Owner, offer: Offer) -> int | None:
    lines = CartLine.objects.filter(cart__in=Cart.objects.filter(owner.filter), belongs_to=None)
    of_record = lines.filter(offer__record_type=offer.record_type_id, offer__record_id=offer.record_id)
    return of_record.order_by("pk").values_list("pk", flat=True).first()


def look_at(cart: Cart, *, user=GUEST, at=NOON) -> Basket:
    """The cart as its owner sees it."""
    return basket_of(cart, user=user, language="en", country="DE", at=at)


def make_details(cart: Cart, *, user=GUEST, country: str = "DE", language: str = "en", at=NOON, **values) -> Details:
    """What Ada says at the checkout; the total shown is the true one unless another is given."""
    owed = values.get("reverse_charge", False)
    shown = basket_of(cart, user=user, language=language, country=country, reverse_charge=owed, at=at).total
    said = {"email": "ada@example.org", "name": "Ada Lindqvist", "accepted": CONSENTS, "shown": shown, **values}
    return Details(country=country, language=language, user=user, **said)


def make_order(*offers: Offer, user=GUEST, quantity: int = 1, currency: str = "EUR", at=NOON, **values) -> Order:
    """An order that waits for its money."""
    _, cart = make_cart(*offers, user=user, quantity=quantity, currency=currency, at=at)
    for line in cart.lines.all():
        line.choices = {"walkers": [f"Walker {number + 1}" for number in range(line.quantity)]}
        line.save()
    return place_order(cart, make_details(cart, user=user, at=at, **values), at=at)


def make_paid_order(*offers: Offer, at=NOON, **values) -> Order:
    """An order whose money is there; its jobs are written down, not done."""
    order = make_order(*offers, at=at, **values)
    with transaction.atomic():
        mark_paid(order, at=at)
    return order


def paid_and_granted(*offers: Offer, **values) -> Order:
    """An order of this minute, paid, handed over and invoiced."""
    order = make_paid_order(*offers, at=timezone.now(), **values)
    for line in order.lines.all():
        grant_line(line_id=line.pk)
    issue_invoice(order_id=order.pk, at=order.paid_at)
    return order


def eur(minor: int) -> Money:
    return Money(minor, "EUR")
