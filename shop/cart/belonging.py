"""Lines on top of another line: at most as many as it has, and gone when it goes."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.cart.models import CartLine
from shop.fulfilment.registry import fulfiller_of
from shop.offers.models import Offer
from shop.offers.words import why_not_so_many


def why_not_on_top(offer: Offer, below: CartLine | None) -> str:
    """Why an offer cannot be had on this line of the cart, or on none; empty where it can."""
    if offer.on_top and below is None:
        return _("This comes on top of something else. Choose that first.")
    if below is None:
        return ""
    alike = offer.on_top and below.belongs_to_id is None and below.removed_at is None
    if not (alike and fulfiller_of(offer.kind).goes_on_top(offer, below.offer)):
        return _("This does not go with what you chose.")
    return ""


def most_of(line: CartLine) -> int:
    """How many of a line may be had at once."""
    most = line.offer.most_per_order
    return min(most, line.belongs_to.quantity) if line.belongs_to else most


def not_so_many(line: CartLine) -> str:
    """Why it cannot be as many as it is; empty where it can."""
    if line.belongs_to and line.quantity > line.belongs_to.quantity:
        words = ngettext(
            "At most %(most)d of this, as many as there are of what it comes on top of.",
            "At most %(most)d of these, as many as there are of what they come on top of.",
            line.belongs_to.quantity,
        )
        return words % {"most": line.belongs_to.quantity}
    return why_not_so_many(line.offer, line.quantity)


def lower(line: CartLine) -> list[CartLine]:
    """Have no more on top of a line than of itself; returns the lines that became less."""
    more = list(line.on_top.filter(removed_at=None, quantity__gt=line.quantity).select_related("offer"))
    for above in more:
        above.quantity = line.quantity
        above.save(update_fields=["quantity"])
    return more


def with_what_is_on_top(line: CartLine, *, removed_at: datetime | None) -> list[CartLine]:
    """A line and what was on top of it at that time: what is there, or what was taken out together with it."""
    return [line, *line.on_top.filter(removed_at=removed_at).select_related("offer").order_by("pk")]


def in_order(lines: list[CartLine]) -> list[CartLine]:
    """Lines as they are shown: each followed by what is on top of it."""
    above: dict[int | None, list[CartLine]] = {}
    known = {line.pk: line for line in lines}
    for line in lines:
        line.belongs_to = known.get(line.belongs_to_id)
        above.setdefault(line.belongs_to_id if line.belongs_to else None, []).append(line)
    return [each for line in above.get(None, []) for each in (line, *above.get(line.pk, []))]
