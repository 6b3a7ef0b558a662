"""What an app promises for its kind of goods, and who has promised."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from django import forms

from home.cards import Card
from shop.fulfilment.withdrawing import Right, right_of

if TYPE_CHECKING:
    from shop.cart.models import CartLine
    from shop.offers.models import Offer
    from shop.orders.models import OrderLine


class Unavailable(Exception):
    """It cannot be had, or not so many; the text may be shown to the buyer."""

    cart_line: int | None = None  # which line of a cart it is about, where that is known


@dataclass(frozen=True)
class Attachment:
    """A file for a receipt mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Description:
    """What a receipt says of a line: how to get in, when to come; and files that go with it."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class NextStep:
    """What the buyer does next with a line."""

    label: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class Acceptance:
    """A box the buyer must tick before paying for such goods; never ticked beforehand."""

    code: str
    wording: str


@dataclass(frozen=True)
class Buyer:
    """Who buys, as far as it is said."""

    name: str = ""
    email: str = ""


class CheckoutStep(ABC):
    """Questions that a kind of goods asks between the details and the review."""

    code: str
    title: str
    template = "pages/checkout_questions.html"
    can_wait = False  # whether staff may order without it, because the goods can be asked about afterwards

    @abstractmethod
    def form(self, *, lines: list[CartLine], buyer: Buyer, data=None) -> forms.Form:
        """A form that shows what was answered before; each bad answer gets a sentence beside its field.

        A field about one line has that line's id as the first number of its name, after a `_`, as in `walker_17_0`.
        """

    @abstractmethod
    def save(self, *, lines: list[CartLine], form: forms.Form) -> None:
        """Write the answers into the lines' `choices`."""

    def fields_of(self, line: str, people: Iterable[Mapping]) -> dict[str, str]:
        """What a program says of who comes (`name`, `email`, `me`, `answers`), as the form's fields for a line."""
        return {}


class Fulfiller(ABC):
    """What an app does for its kind of offer. Every promise may be asked for twice."""

    kind: str
    kind_label: str = ""
    # Of what may be had once per order: whether whoever has it never needs it again.
    had_once: bool = True

    @abstractmethod
    def cards(self, offers: Iterable[Offer], *, language: str) -> dict[int, Card]:
        """How offers look in cart, order and lists, by offer id, in a fixed number of queries."""

    @abstractmethod
    def grant(self, line: OrderLine) -> None:
        """Hand a paid line over. Granting twice equals granting once."""

    @abstractmethod
    def revoke(self, line: OrderLine) -> None:
        """Take it back after a refund; harmless where nothing was granted. History stays."""

    def hold(self, line: CartLine, *, until: datetime) -> None:  # noqa: B027 - optional
        """Keep what a line asks for until that time (UTC), in the caller's transaction. Raises Unavailable."""

    def release(self, line: CartLine) -> None:  # noqa: B027 - optional
        """Give back exactly what was held."""

    @property
    def keeps_places(self) -> bool:
        """Whether lines of this kind are held: it is limited and says how."""
        return type(self).hold is not Fulfiller.hold

    def goes_on_top(self, offer: Offer, below: Offer) -> bool:
        """Whether an offer that is sold on top of others goes with this one; unless said otherwise, of one record."""
        return (offer.record_type_id, offer.record_id) == (below.record_type_id, below.record_id)

    def may_be_waited_for(self, offer: Offer) -> bool:
        """Whether people may wait for places of an offer that is sold out; what comes on top is not had alone."""
        return not offer.on_top

    def revalidate(self, line: CartLine) -> None:  # noqa: B027 - optional
        """Look once more just before paying. Raises Unavailable."""

    def acceptances(self, lines: list[CartLine]) -> list[Acceptance]:
        """What the buyer must accept for these lines, such as the start of digital content at once."""
        return []

    def checkout_step(self) -> CheckoutStep | None:
        """Questions to the buyer, if there are any."""
        return None

    def describe(self, line: OrderLine, *, language: str) -> Description:
        """What the receipt says of a line beside its name and price."""
        return Description()

    def next_step(self, line: OrderLine, *, language: str) -> NextStep | None:
        """What the thank-you page offers first."""
        return None

    def refund_share(self, line: OrderLine, *, at: datetime) -> Fraction:
        """The share of the price that the terms give back at that time (UTC)."""
        return Fraction(1)

    def may_be_cancelled(self, line: OrderLine, *, at: datetime) -> bool:
        """Whether the terms let its buyer cancel it at that time (UTC), for what `refund_share` gives back."""
        return False

    def ends_with(self, line: OrderLine, *, ending: list[OrderLine], staying: list[OrderLine]) -> bool:
        """Whether a line of an order cannot stay once others of it end."""
        return line.belongs_to_id in {one.pk for one in ending}

    def withdrawal(self, line: OrderLine, *, at: datetime) -> Right:
        """Whether a consumer may withdraw from it at that time (UTC), and why not: fourteen days, and none with a
        fixed date. `line.order.consents` and `line.entitlements` may be read; they are fetched beforehand."""
        return right_of(line, at=at)


_fulfillers: dict[str, Fulfiller] = {}


def register_fulfiller(fulfiller: Fulfiller) -> None:
    """Join the shop with a kind of goods."""
    _fulfillers[fulfiller.kind] = fulfiller


def fulfiller_of(kind: str) -> Fulfiller:
    """Who keeps the promises for a kind. Raises KeyError for an unknown one."""
    return _fulfillers[kind]


def fulfillers() -> list[Fulfiller]:
    """All of them, by kind."""
    return [_fulfillers[kind] for kind in sorted(_fulfillers)]
