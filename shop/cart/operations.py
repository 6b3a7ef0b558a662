"""What may happen to a cart. Each operation is one transaction and locks the cart first."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from shop.capacity.holding import lock_quotas, pass_on
from shop.cart.basket import Basket
from shop.cart.belonging import lower, not_so_many, why_not_on_top, with_what_is_on_top
from shop.cart.keeping import keep, let_go
from shop.cart.models import Cart, CartLine
from shop.fulfilment.access import owned_offers
from shop.offers.models import Offer
from shop.offers.words import why_not_on_sale


class NotForSale(Exception):
    """It cannot be put into this cart, or not so often; the text may be shown to the buyer."""


class AlreadyYours(NotForSale):
    """The member owns it, and once is enough."""


class NoSuchLine(LookupError):
    """This cart has no such line."""


@dataclass(frozen=True)
class Owner:
    """Whose cart: a member's, or a guest's by the token in their cookie."""

    user: object = AnonymousUser()
    token: str = ""

    @property
    def filter(self) -> models.Q:
        if self.user.is_authenticated:
            return models.Q(user=self.user)
        return models.Q(token_hash=digest(self.token)) if self.token else models.Q(pk=None)


def digest(token: str) -> str:
    """What is stored of a guest's token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def add(
    *,
    owner: Owner,
    offer_key: str,
    quantity: int,
    currency: str,
    at: datetime,
    belongs_to: int | None = None,
    options: Mapping[str, int] | None = None,
) -> Owner:
    """Put something into a cart and keep its place; returns the owner, a new guest with their token.

    `belongs_to` is the line on top of which it comes; `options` are offers that come on top of it, by key, and how
    many. All of it, or nothing. Adding again what is had once changes nothing. Raises Offer.DoesNotExist, NoSuchLine,
    NotForSale, Unavailable.
    """
    wishes = {offer_key: quantity, **(options or {})}
    offers = {offer.key: offer for offer in Offer.objects.with_prices().filter(key__in=wishes)}
    if len(offers) < len(wishes):
        raise Offer.DoesNotExist
    owner, cart = open_cart(owner, currency=currency, at=at)
    below = _below(cart, belongs_to) if belongs_to is not None else None
    line = _put(cart, owner, offers[offer_key], quantity, below=below, at=at)
    above = [
        _put(cart, owner, offers[key], more, below=line, at=at) for key, more in wishes.items() if key != offer_key
    ]
    keep([line, *above], at=at)
    return owner


@transaction.atomic
def fill_new(*, wishes: Iterable[tuple[str, int, Mapping[str, int]]], currency: str, at: datetime) -> Cart:
    """A cart that is nobody's, with these things (offer keys, quantities, what comes on top), for an order that comes
    at once. Raises as `add` does.
    """
    owner = Owner()
    wishes = list(wishes)
    if len(wishes) > 1:
        keys = {key for offer_key, _quantity, options in wishes for key in (offer_key, *options)}
        lock_quotas(Offer.objects.filter(key__in=keys))
    for offer_key, quantity, options in wishes:
        owner = add(owner=owner, offer_key=offer_key, quantity=quantity, options=options, currency=currency, at=at)
    return Cart.objects.get(owner.filter)


@transaction.atomic
def change(*, owner: Owner, line_id: int, quantity: int, at: datetime) -> None:
    """Have so many of a line. Raises NoSuchLine, NotForSale, Unavailable."""
    line = _line(owner, line_id, at=at)
    line.quantity = quantity
    _require_so_many(line)
    line.save(update_fields=["quantity"])
    keep([line, *lower(line)], at=at)


@transaction.atomic
def remove(*, owner: Owner, line_id: int, at: datetime) -> None:
    """Take a line out with what is on top of it, and give their places back; it can be undone. Raises NoSuchLine."""
    line = _line(owner, line_id, at=at)
    if line.removed_at is None:
        going = with_what_is_on_top(line, removed_at=None)
        let_go(going, at=at)
        CartLine.objects.filter(pk__in=[each.pk for each in going]).update(removed_at=at, held_until=None)


@transaction.atomic
def undo(*, owner: Owner, line_id: int, at: datetime) -> None:
    """Put a removed line back as it was. Raises NoSuchLine, Unavailable where its place is gone."""
    line = _line(owner, line_id, at=at)
    if line.removed_at is not None:
        _require_so_many(line)
        coming = with_what_is_on_top(line, removed_at=line.removed_at)
        CartLine.objects.filter(pk__in=[each.pk for each in coming]).update(removed_at=None)
        keep(coming, at=at)


@transaction.atomic
def extend(*, owner: Owner, at: datetime) -> None:
    """Keep everything in a cart that is still kept for the full time from now. Raises Unavailable."""
    if cart := _cart(owner, at=at):
        keep(cart.lines.in_cart().exclude(held_until=None), at=at)


@transaction.atomic
def choose_currency(*, owner: Owner, currency: str, at: datetime) -> None:
    """Show a cart in another currency; its owner asked for it, so the new prices are the ones they saw."""
    cart = _cart(owner, at=at)
    if cart and cart.currency != currency:
        cart.currency = currency
        cart.save(update_fields=["currency"])
        reprice(cart, at=at)


def open_cart(owner: Owner, *, currency: str, at: datetime) -> tuple[Owner, Cart]:
    """The owner's cart, locked till the end of the caller's transaction; a new one where there is none."""
    if cart := _cart(owner, at=at):
        if cart.currency != currency and not cart.lines.filter(removed_at=None).exists():
            cart.currency = currency  # nothing in it has been seen at another price
            cart.save(update_fields=["currency"])
        return owner, cart
    if owner.user.is_authenticated:
        new = Cart(user=owner.user, currency=currency, created_at=at, touched_at=at)
        Cart.objects.bulk_create([new], ignore_conflicts=True)  # two tabs may be first at once
        return owner, _cart(owner, at=at)
    owner = Owner(token=secrets.token_urlsafe(32))
    new = Cart.objects.create(token_hash=digest(owner.token), currency=currency, created_at=at, touched_at=at)
    return owner, new


def put_kept(cart: Cart, owner: Owner, offer: Offer, quantity: int, *, kept_for: int, at: datetime) -> None:
    """Put what is kept for somebody who waited into a cart, with its places, in the caller's transaction.

    Raises NotForSale, Unavailable.
    """
    # What lies there and is kept no more would ask for places of its own.
    cart.lines.filter(offer=offer, belongs_to=None, held_until=None).update(removed_at=at)
    line = _put(cart, owner, offer, quantity, below=None, at=at)
    CartLine.objects.lock([line.pk])
    pass_on(kept_for, cart_line=line.pk, until=at + timedelta(minutes=settings.SHOP_HOLD_MINUTES), at=at)
    keep([line], at=at)


def reprice(cart: Cart, *, at: datetime) -> None:
    """Take today's prices in the cart's currency as seen; lines without one keep what they had."""
    lines = list(cart.lines.select_related("offer").prefetch_related("offer__prices"))
    for line in lines:
        price = line.offer.price_at(at, currency=cart.currency)
        line.seen_amount = price.now.minor if price else line.seen_amount
    CartLine.objects.bulk_update(lines, ["seen_amount"])


def mark_seen(basket: Basket) -> None:
    """Remember that the owner has been shown today's prices."""
    changed = [line.line for line in basket.changed]
    for line in basket.changed:
        line.line.seen_amount = line.tag.now.minor
    if changed:
        CartLine.objects.bulk_update(changed, ["seen_amount"])


def _cart(owner: Owner, *, at: datetime) -> Cart | None:
    """The owner's cart, touched, and so locked till the end of the transaction."""
    if not owner.user.is_authenticated and not owner.token:
        return None
    touched = Cart.objects.filter(owner.filter).update(touched_at=at)
    return Cart.objects.get(owner.filter) if touched else None


def _line(owner: Owner, line_id: int, *, at: datetime) -> CartLine:
    cart = _cart(owner, at=at)
    mine = cart.lines.filter(pk=line_id) if cart else CartLine.objects.none()
    CartLine.objects.lock(mine.values_list("pk", flat=True))
    line = mine.select_related("offer", "belongs_to").first()
    if not line:
        raise NoSuchLine
    return line


def _require_for_sale(offer: Offer, price, owner: Owner, cart: Cart, *, at: datetime) -> None:
    if reason := why_not_on_sale(offer, at=at):
        raise NotForSale(reason)
    if price is None:
        raise NotForSale(_("This has no price in %(currency)s.") % {"currency": cart.currency})
    if owned_offers(owner.user, [offer], at=at):
        raise AlreadyYours(_("This is yours already. You find it in your space."))


def _put(cart: Cart, owner: Owner, offer: Offer, quantity: int, *, below: CartLine | None, at: datetime) -> CartLine:
    price = offer.price_at(at, currency=cart.currency)
    _require_for_sale(offer, price, owner, cart, at=at)
    if reason := why_not_on_top(offer, below):
        raise NotForSale(reason)
    same = CartLine.objects.filter(cart=cart, offer=offer, belongs_to=below)
    line = same.first() or CartLine(cart=cart, belongs_to=below, quantity=0)
    before = 0 if line.removed_at else line.quantity
    line.offer, line.quantity = offer, before + quantity if offer.most_per_order > 1 else 1
    _require_so_many(line)
    line.seen_amount, line.removed_at = price.now.minor, None
    line.added_at = line.added_at if before else at
    line.save()
    return line


def line_of(owner: Owner, offer_key: str) -> int:
    """The line of a cart that has this offer by itself. Raises NotForSale where there is none to come on top of."""
    lines = CartLine.objects.filter(cart__in=Cart.objects.filter(owner.filter), removed_at=None, belongs_to=None)
    line = lines.filter(offer__key=offer_key).first()
    if line is None:
        raise NotForSale(_("This comes on top of something else. Choose that first."))
    return line.pk


def _below(cart: Cart, line_id: int) -> CartLine:
    line = cart.lines.filter(pk=line_id, removed_at=None).select_related("offer").first()
    if line is None:
        raise NoSuchLine
    return line


def _require_so_many(line: CartLine) -> None:
    if line.belongs_to and line.belongs_to.removed_at:
        raise NotForSale(_("This comes on top of something else. Choose that first."))
    if reason := not_so_many(line):
        raise NotForSale(reason)
