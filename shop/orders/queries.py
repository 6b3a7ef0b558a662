"""What may be asked of orders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.contract import addresses_of
from home.cards import Card
from money import Money
from shop.cart.basket import TaxShare, cards_by_offer
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.registry import NextStep, fulfiller_of
from shop.invoices.models import Invoice
from shop.invoices.queries import papers_of
from shop.orders.models import Order, OrderLine
from shop.withdrawals.models import WithdrawnLine
from shop.withdrawals.queries import latest_by_line

PATIENCE = timedelta(minutes=2)  # goods are usually handed over within seconds


@dataclass(frozen=True)
class BoughtLine:
    """A line of an order with its picture and what comes next."""

    line: OrderLine
    card: Card | None
    state: str
    next_step: NextStep | None
    withdrawn: WithdrawnLine | None = None
    may_be_cancelled: bool = False

    @property
    def pending(self) -> bool:
        return self.state in (Fulfilment.State.PENDING, Fulfilment.State.FAILED)

    @property
    def revoked(self) -> bool:
        return self.state == Fulfilment.State.REVOKED

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn is not None and self.withdrawn.state != WithdrawnLine.State.REFUSED


@dataclass(frozen=True)
class BoughtOrder:
    """An order as its buyer sees it."""

    order: Order
    lines: list[BoughtLine]
    papers: list[Invoice]

    @property
    def pending(self) -> bool:
        """Whether something that is paid is not handed over yet."""
        return any(line.pending for line in self.lines)

    @property
    def looks_again(self) -> bool:
        """Whether the page reloads by itself: goods are on their way, and the sale is fresh."""
        return self.pending and timezone.now() - self.order.paid_at < PATIENCE

    @property
    def refunded(self) -> bool:
        return self.order.state == Order.State.REFUNDED

    @property
    def disputed(self) -> bool:
        return self.order.state == Order.State.DISPUTED

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether something stands of which no withdrawal was declared. What the law says of it is said there."""
        return any(not line.revoked and not line.is_withdrawn for line in self.lines)

    @property
    def may_be_cancelled(self) -> bool:
        """Whether the terms of something let the buyer cancel it."""
        return any(line.may_be_cancelled and not line.revoked for line in self.lines)

    @property
    def charged_back(self) -> bool:
        return self.order.state == Order.State.CHARGED_BACK

    @cached_property
    def taxes(self) -> list[TaxShare]:
        return taxes_of([line.line for line in self.lines], currency=self.order.currency)


def bought(order: Order, *, language: str) -> BoughtOrder:
    """An order with its lines, pictures and next steps."""
    lines = list(order.lines.select_related("offer", "fulfilment").order_by("id"))
    cards = cards_by_offer([line.offer for line in lines], language=language)
    for line in lines:
        line.order = order
    withdrawn = latest_by_line(lines)
    shown = [_line(line, cards.get(line.offer_id), withdrawn.get(line.pk), language=language) for line in lines]
    return BoughtOrder(order, shown, papers_of(order))


def taxes_of(lines: list[OrderLine], *, currency: str) -> list[TaxShare]:
    """Tax per rate as it was written down with the order, highest rate first."""
    shares: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        if line.tax_amount:
            shares[line.tax_percent] += line.tax_amount
    return [TaxShare(percent, Money(shares[percent], currency)) for percent in sorted(shares, reverse=True)]


def orders_of(user) -> QuerySet[Order]:
    """A member's orders that came to something, newest first, with their lines."""
    given_up = [Order.State.CANCELLED, Order.State.EXPIRED, Order.State.AWAITING_PAYMENT]
    orders = Order.objects.filter(user=user).exclude(state__in=given_up, paid_at=None)
    return orders.prefetch_related("lines").order_by("-created_at", "-id")


def _line(line: OrderLine, card: Card | None, withdrawn: WithdrawnLine | None, *, language: str) -> BoughtLine:
    fulfilment = getattr(line, "fulfilment", None)
    state = fulfilment.state if fulfilment else ""
    granted = state == Fulfilment.State.GRANTED
    step = fulfiller_of(line.kind).next_step(line, language=language) if granted else None
    cancellable = granted and fulfiller_of(line.kind).may_be_cancelled(line, at=timezone.now())
    return BoughtLine(line, card, state, step, withdrawn, cancellable)


def every_order_of(user) -> QuerySet[Order]:
    """Everything somebody ordered, given up or not, also as a guest by an address that is theirs; oldest first."""
    as_guest = Q(user=None, address__in=addresses_of(user))
    return Order.objects.alias(address=Lower("email")).filter(Q(user=user) | as_guest).order_by("created_at", "pk")


def order_lines_of(user) -> QuerySet[OrderLine]:
    """Everything somebody ordered, oldest first; goods that keep something by a line find it so."""
    return OrderLine.objects.filter(order__in=every_order_of(user).order_by()).order_by("pk")
