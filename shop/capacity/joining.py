"""Offers that come under a limit, or leave it: what people have of them is counted with them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, Sum
from django.utils import timezone

from shop.capacity.counter import give, take
from shop.capacity.models import Hold, Quota
from shop.offers.models import Offer
from shop.orders.models import OrderLine

HAD = (Hold.State.HELD, Hold.State.KEPT, Hold.State.SOLD)


def join(quota: Quota, offers: Iterable[Offer]) -> int:
    """Count what people have of these offers, in the caller's transaction; how many places that are, if too many."""
    offers = list(offers)
    rows = [*_as_elsewhere(quota, offers), *_sold_without_limit(quota, offers)] if offers else []
    places = sum(row.quantity for row in rows)
    if places and not take(quota, places):
        return places
    Hold.objects.bulk_create(rows)
    return 0


def leave(quota: Quota, offers: Iterable[Offer]) -> None:
    """Count no more what people have of these offers, in the caller's transaction."""
    rows = Hold.objects.filter(quota=quota, offer__in=list(offers), state__in=HAD)
    places = rows.aggregate(places=Sum("quantity"))["places"]
    if places:
        rows.update(state=Hold.State.RELEASED, ended_at=timezone.now())
        give(quota, places)


def _as_elsewhere(quota: Quota, offers: list[Offer]) -> list[Hold]:
    """What is held or sold under another limit of the same offer, each once."""
    rows: dict[tuple, Hold] = {}
    for row in Hold.objects.filter(offer__in=offers, state__in=HAD).exclude(quota=quota).order_by("pk"):
        whose = (row.state, row.cart_line, row.order_line_id, row.kept_for)
        row.pk, row.quota, row._state.adding = None, quota, True
        rows.setdefault(whose, row)
    return list(rows.values())


def _sold_without_limit(quota: Quota, offers: list[Offer]) -> list[Hold]:
    """What was paid and not taken back while nothing limited the offer."""
    stands = Q(fulfilment__state__in=["pending", "granted", "failed"])
    counted = Hold.objects.filter(offer__in=offers, state=Hold.State.SOLD).values("order_line")
    lines = OrderLine.objects.filter(stands, offer__in=offers, order__paid_at__isnull=False).exclude(pk__in=counted)
    return [
        Hold(
            quota=quota,
            offer_id=line.offer_id,
            cart_line=line.from_line,
            order_line=line,
            quantity=line.quantity,
            state=Hold.State.SOLD,
            began_at=line.order.paid_at,
        )
        for line in lines.select_related("order")
    ]
