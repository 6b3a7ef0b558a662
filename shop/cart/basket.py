"""What a cart comes to: each line with its card, today's price, its tax, and what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from home.cards import Card, PriceTag
from money import Money, tax_included
from shop.capacity.queries import Places, places_of
from shop.cart.belonging import in_order, most_of, not_so_many
from shop.cart.models import Cart, CartLine
from shop.fulfilment.access import owned_offers
from shop.fulfilment.registry import fulfiller_of
from shop.offers.models import Offer
from shop.offers.taxes import tax_percent
from shop.offers.words import why_not_on_sale


@dataclass(frozen=True)
class BasketLine:
    """One line as it stands now. `trouble` says why it cannot be bought, `seen` its price when that was another.

    `places` are those of what is limited, kept for this line until `kept_until` (UTC), or not any more. `price` is
    what this buyer pays, `tag` what everybody is shown; they differ where a business owes the tax itself.
    """

    line: CartLine
    card: Card | None
    price: PriceTag | None
    tag: PriceTag | None
    percent: Decimal
    trouble: str
    seen: Money | None
    places: Places | None = None
    kept_until: datetime | None = None

    @property
    def lost(self) -> bool:
        """Whether it is limited and its places are kept no more; they can be taken again while there are any."""
        return self.places is not None and self.kept_until is None

    @property
    def again(self) -> int:
        """How many of what was lost can be had again."""
        return min(self.quantity, max(self.places.left, 0)) if self.lost else 0

    @property
    def quantity(self) -> int:
        return self.line.quantity

    @property
    def title(self) -> str:
        return self.card.title if self.card else self.line.offer.key

    @property
    def total(self) -> Money | None:
        return self.price.now * self.quantity if self.price else None

    @property
    def tax(self) -> Money | None:
        return tax_included(self.total, percent=self.percent) if self.total else None

    @property
    def quantities(self) -> range:
        """What may be chosen; the present quantity stays in the list even where it is too much."""
        return range(min(self.line.offer.least_per_order, self.quantity), max(most_of(self.line), self.quantity) + 1)

    @property
    def on_top(self) -> bool:
        """Whether it belongs to the line above it."""
        return self.line.belongs_to_id is not None


@dataclass(frozen=True)
class TaxShare:
    """The tax of one rate inside a total."""

    percent: Decimal
    amount: Money


@dataclass(frozen=True)
class Basket:
    """A cart's lines and sums, in one currency, tax included."""

    lines: list[BasketLine]
    currency: str
    country: str
    reverse_charge: bool = False
    at: datetime | None = None

    @cached_property
    def sold(self) -> list[BasketLine]:
        """The lines that can be bought."""
        return [line for line in self.lines if not line.trouble]

    @cached_property
    def total(self) -> Money:
        return sum((line.total for line in self.sold), Money(0, self.currency))

    @cached_property
    def taxes(self) -> list[TaxShare]:
        """Tax per rate, highest first; each line is rounded by itself, so that lines and sums agree."""
        shares: dict[Decimal, Money] = defaultdict(lambda: Money(0, self.currency))
        for line in self.sold:
            if line.tax:
                shares[line.percent] += line.tax
        return [TaxShare(percent, shares[percent]) for percent in sorted(shares, reverse=True)]

    @property
    def quantity(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def blocked(self) -> bool:
        """Whether something in it cannot be bought, or is not kept any more."""
        return len(self.sold) != len(self.lines) or any(line.lost for line in self.lines)

    @property
    def blocked_by_places(self) -> bool:
        """Whether all that stands in the way is that something is not kept any more."""
        return self.blocked and len(self.sold) == len(self.lines)

    @property
    def kept_until(self) -> datetime | None:
        """When the first of its places are kept no longer (UTC); none where nothing is."""
        return min((line.kept_until for line in self.lines if line.kept_until), default=None)

    @property
    def minutes(self) -> int:
        """For how many minutes more they are kept, begun ones not counted."""
        return int((self.kept_until - self.at).total_seconds() // 60) if self.kept_until else 0

    @property
    def changed(self) -> list[BasketLine]:
        """Lines whose price is not the one their owner saw last."""
        return [line for line in self.lines if line.seen]


def basket_of(
    cart: Cart | None,
    *,
    user,
    language: str,
    country: str,
    at: datetime,
    currency: str = "",
    reverse_charge: bool = False,
) -> Basket:
    """The cart as it stands at that time (UTC), in a number of queries that does not grow with its lines.

    `currency` is what an empty cart counts in. With `reverse_charge` a business owes the tax of what is taxed where
    it is at home: it comes off the price.
    """
    if cart is None:
        return Basket(lines=[], currency=currency, country=country)
    lines = in_order(list(cart.lines.in_cart()))
    prefetch_related_objects(lines, "offer__prices")
    cards = cards_by_offer([line.offer for line in lines], language=language)
    owned = owned_offers(user, [line.offer for line in lines], at=at)
    places = places_of(line.offer for line in lines)
    shown = [
        _basket_line(line, cart, cards, owned, country=country, reverse_charge=reverse_charge, at=at) for line in lines
    ]
    return Basket(
        lines=[replace(line, **_kept(line.line, places, at=at)) for line in shown],
        currency=cart.currency,
        country=country,
        reverse_charge=reverse_charge,
        at=at,
    )


def cards_by_offer(offers: Iterable[Offer], *, language: str) -> dict[int, Card]:
    """How offers of any kind look, by offer id; each kind is asked once."""
    by_kind: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_kind[offer.kind].append(offer)
    cards: dict[int, Card] = {}
    for kind, of_kind in by_kind.items():
        cards |= fulfiller_of(kind).cards(of_kind, language=language)
    return cards


def _basket_line(
    line: CartLine, cart: Cart, cards, owned, *, country: str, reverse_charge: bool, at: datetime
) -> BasketLine:
    offer, card = line.offer, cards.get(line.offer_id)
    tag = price = offer.price_at(at, currency=cart.currency)
    percent = tax_percent(country=offer.tax_country or country, tax_class=offer.tax_class, at=at)
    if reverse_charge and not offer.tax_country:  # admission is taxed where it takes place, for businesses too
        price, percent = _without_tax(tag, percent), Decimal(0)
    seen = Money(line.seen_amount, cart.currency)
    trouble = _trouble(line, card, price, owned, currency=cart.currency, at=at)
    return BasketLine(line, card, price, tag, percent, trouble, seen if tag and seen != tag.now else None)


def _kept(line: CartLine, places: dict[int, Places], *, at: datetime) -> dict:
    """How its places stand; also of goods that keep places themselves it is said how long."""
    until = line.held_until if line.held_until and line.held_until > at else None
    return {"places": places.get(line.offer_id), "kept_until": until}


def _without_tax(tag: PriceTag | None, percent: Decimal) -> PriceTag | None:
    return PriceTag(now=tag.now - tax_included(tag.now, percent=percent)) if tag else None


def _trouble(
    line: CartLine, card: Card | None, price: PriceTag | None, owned: set[int], *, currency: str, at: datetime
) -> str:
    if reason := why_not_on_sale(line.offer, at=at):
        return reason
    if card is None:
        return _("This is no longer for sale.")
    if price is None:
        return _("This has no price in %(currency)s.") % {"currency": currency}
    if line.offer_id in owned:
        return _("This is yours already.")
    return not_so_many(line)
