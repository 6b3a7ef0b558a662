"""Notes of staff, for whoever shows orders in another way than order by order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from shop.desk.models import OrderNote


def notes_of_orders(orders: Iterable[int]) -> dict[int, list[str]]:
    """What staff wrote about orders, by their ids, oldest first; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    notes = OrderNote.objects.filter(order__in=list(orders)).order_by("written_at", "pk")
    for order_id, text in notes.values_list("order", "text"):
        found[order_id].append(text)
    return found
