"""What can be chosen on a date: a ticket type or an option, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from events.catalogue import states
from home.cards import PriceTag
from shop.contract import Offer, Places


@dataclass(frozen=True)
class Kind:
    """A ticket type or an option of the chosen date, in the page's words."""

    key: str
    title: str
    text: str
    price: PriceTag | None
    standing: states.Standing
    until: str
    counts: list[int]
    chosen: int
    errors: list[str]
    waiting_url: str = ""

    @property
    def can_be_booked(self) -> bool:
        return self.standing.can_be_booked and self.price is not None


def counts_of(offer: Offer, places: Places | None) -> list[int]:
    """How many may be chosen: none, or from the least to the most that are allowed and free."""
    most = offer.most_per_order if places is None else min(offer.most_per_order, places.left)
    return [0, *range(offer.least_per_order, most + 1)]


def number_in(value: object) -> int:
    return int(value) if str(value or "").isascii() and str(value or "").isdigit() else 0
