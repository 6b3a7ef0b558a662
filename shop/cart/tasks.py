"""What time does to carts."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from outbox.contract import handler
from shop.capacity import holding
from shop.cart.keeping import needed_by_orders
from shop.cart.models import Cart, CartLine
from shop.fulfilment.registry import fulfiller_of
from shop.orders.models import Order
from shop.orders.operations import UNPAID

UNDO_TIME = timedelta(days=1)


@handler("cart.tidy", lease=timedelta(minutes=5))
def tidy() -> None:
    at = timezone.now()
    release_ended_holds(at=at)
    forget_old_carts(at=at)


def release_ended_holds(*, at: datetime) -> int:
    """Give back places whose time is over at that time (UTC), unless someone is paying for them; returns how many."""
    lines = set(CartLine.objects.filter(held_until__lte=at).values_list("pk", flat=True))
    return sum(_release(line, at=at) for line in sorted(lines | holding.ended(at=at)))


@transaction.atomic
def _release(line_id: int, *, at: datetime) -> bool:
    # The line may be gone and its places still held, for an order that was not paid.
    Cart.objects.select_for_update().filter(lines=line_id).first()
    # Places are given back only after the supplier has said that nobody can pay for them any more.
    if needed_by_orders([line_id]):
        return False
    line = CartLine.objects.select_related("offer").filter(pk=line_id, held_until__lte=at).first()
    if line:
        fulfiller_of(line.offer.kind).release(line)
        line.held_until = None
        line.save(update_fields=["held_until"])
    return bool(holding.release([line_id], at=at, over=True) or line)


def forget_old_carts(*, at: datetime) -> None:
    """Carts that nobody touched for the promised days go, and removed lines after a day."""
    CartLine.objects.filter(removed_at__lt=at - UNDO_TIME).delete()
    old = Cart.objects.filter(touched_at__lt=at - timedelta(days=settings.SHOP_CART_DAYS))
    old.exclude(lines__held_until__isnull=False).exclude(pk__in=_being_paid()).delete()


def _being_paid():
    return Order.objects.filter(state__in=UNPAID, cart__isnull=False).values("cart")
