"""Places for what lies in carts: kept for a time, given back. All of it belongs into the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from shop.capacity import holding
from shop.capacity.holding import Wish
from shop.cart.models import CartLine
from shop.fulfilment.registry import Unavailable, fulfiller_of
from shop.orders.models import OrderLine
from shop.orders.operations import UNPAID


def keep(lines: Iterable[CartLine], *, at: datetime, until: datetime | None = None) -> None:
    """Keep what these lines ask for, where it is limited, for the usual time or longer. Raises Unavailable."""
    lines = list(lines)
    until = until or at + timedelta(minutes=settings.SHOP_HOLD_MINUTES)
    # One that pays now keeps the longer time.
    until = max([until, *(line.held_until for line in lines if line.held_until)])
    limits = holding.limits_of(line.offer for line in lines)
    if limits:
        CartLine.objects.lock(line.pk for line in lines)
        holding.hold(wishes_of(lines), until=until, at=at, limits=limits)
    for line in lines:
        fulfiller = fulfiller_of(line.offer.kind)
        if fulfiller.keeps_places:
            with about(line):
                fulfiller.hold(line, until=until)
        if line.offer_id in limits or fulfiller.keeps_places:
            line.held_until = until
            line.save(update_fields=["held_until"])


def let_go(lines: Iterable[CartLine], *, at: datetime) -> None:
    """Give back what is kept for these lines, but for what an unpaid order of theirs still needs."""
    lines = list(lines)
    CartLine.objects.lock(line.pk for line in lines)
    for line in lines:
        fulfiller_of(line.offer.kind).release(line)
    needed = needed_by_orders(line.pk for line in lines)
    holding.release((line.pk for line in lines if line.pk not in needed), at=at)


@contextmanager
def about(line: CartLine) -> Iterator[None]:
    """Let a refusal say which line it is about."""
    try:
        yield
    except Unavailable as reason:
        reason.cart_line = line.pk
        raise


def wishes_of(lines: Iterable[CartLine]) -> list[Wish]:
    """What each line asks for: its quantity, or what an unpaid order has of it where that is more."""
    lines = list(lines)
    needed = needed_by_orders(line.pk for line in lines)
    return [Wish(line.pk, line.offer, max(line.quantity, needed.get(line.pk, 0))) for line in lines]


def needed_by_orders(lines: Iterable[int | None]) -> dict[int, int]:
    """How many of each line are in an order that may still be paid: they are given back with that order, not before."""
    waiting = OrderLine.objects.filter(from_line__in=list(lines), order__state__in=UNPAID).order_by()
    return dict(waiting.values_list("from_line").annotate(most=Max("quantity")))
