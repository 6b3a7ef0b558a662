"""Signing in: what a guest gathered joins what the member had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shop.capacity.holding import lock_quotas
from shop.cart.belonging import most_of
from shop.cart.keeping import keep, let_go
from shop.cart.models import Cart, CartLine
from shop.cart.operations import digest, reprice
from shop.fulfilment.access import owned_offers
from shop.fulfilment.registry import Unavailable
from shop.orders.models import Order


@dataclass(frozen=True)
class Merged:
    """What signing in did to the cart: offers counted, and the currency where it became another."""

    joined: int = 0
    owned: int = 0
    currency: str = ""


@transaction.atomic
def merge_into_members(*, token: str, user, at: datetime) -> Merged:
    """Join the guest's cart with the member's; the currency that the guest chose last counts. Repeatable."""
    guest = Cart.objects.select_for_update().filter(token_hash=digest(token)).first() if token else None
    if guest is None:
        return Merged()
    members = Cart.objects.select_for_update().filter(user=user).first()
    if members is None:
        Cart.objects.filter(pk=guest.pk).update(user=user, token_hash=None, touched_at=at)
        _lock_lines(guest)
        return Merged(owned=_drop_owned(guest, user, at=at))
    currency = guest.currency if guest.currency != members.currency else ""
    Order.objects.filter(cart=guest).update(cart=members)  # before their lines, as a payment that comes in does it
    _lock_lines(guest, members)
    joined = _move_lines(guest, members, at=at)
    Cart.objects.filter(pk=members.pk).update(currency=guest.currency, touched_at=at)
    guest.delete()
    members.currency = guest.currency
    if currency:
        reprice(members, at=at)
    return Merged(joined=joined, owned=_drop_owned(members, user, at=at), currency=currency)


def _move_lines(guest: Cart, members: Cart, *, at: datetime) -> int:
    """Lines keep their rows, so that places and open orders stay tied to them; returns how many are new."""
    theirs = {line.offer_id: line for line in members.lines.filter(belongs_to=None).select_related("offer")}
    new = 0
    for line in guest.lines.filter(removed_at=None, belongs_to=None).select_related("offer"):
        twin = theirs.get(line.offer_id)
        line.on_top.update(cart=members)
        line.cart = members
        more = twin.quantity if twin and twin.removed_at is None else 0
        on_top = _set_aside(twin, at=at) if twin else []
        line.save(update_fields=["cart"])
        if more:
            _add_quantity(line, more, at=at)
            _join_what_is_on_top(line, on_top, at=at)
        else:
            new += 1
    return new


def _set_aside(twin: CartLine, *, at: datetime) -> list[CartLine]:
    """Delete a line of the member's that joins one of the guest's; returns what was on top of it."""
    on_top = list(twin.on_top.filter(removed_at=None).select_related("offer"))
    let_go([twin, *on_top], at=at)
    twin.delete()
    return on_top


def _join_what_is_on_top(line: CartLine, on_top: list[CartLine], *, at: datetime) -> None:
    there = {above.offer_id: above for above in line.on_top.select_related("offer")}
    for above in on_top:
        same = there.get(above.offer_id)
        if same is None:
            same = CartLine(cart=line.cart, offer=above.offer, seen_amount=above.seen_amount, added_at=above.added_at)
            same.quantity = 0
        same.belongs_to, same.removed_at = line, None
        _add_quantity(same, above.quantity, at=at)


def _add_quantity(line: CartLine, more: int, *, at: datetime) -> None:
    """Have both quantities on one line, as far as allowed and as places are left."""
    alone, line.quantity = line.quantity, min(line.quantity + more, most_of(line))
    try:
        with transaction.atomic():
            line.save()
            keep([line], at=at)
    except Unavailable:
        line.quantity = alone
        if line.pk and alone:
            line.save(update_fields=["quantity"])


def _drop_owned(cart: Cart, user, *, at: datetime) -> int:
    lines = list(cart.lines.filter(removed_at=None).select_related("offer"))
    owned = owned_offers(user, [line.offer for line in lines], at=at)
    for line in lines:
        if line.offer_id in owned:
            _let_go(line, at=at)
    return len(owned)


def _let_go(line: CartLine, *, at: datetime) -> None:
    let_go([line, *line.on_top.select_related("offer")], at=at)
    line.delete()


def _lock_lines(*carts: Cart) -> None:
    """Lock the lines, then their quotas: what follows takes and gives back by turns."""
    lines = list(CartLine.objects.filter(cart__in=carts).select_related("offer"))
    CartLine.objects.lock(line.pk for line in lines)
    lock_quotas(line.offer for line in lines)
