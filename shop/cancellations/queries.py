"""What of an order its buyer may cancel, and what the terms give back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from money import Money
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.registry import fulfiller_of
from shop.orders.models import Order, OrderLine
from shop.withdrawals.queries import paid_back


@dataclass(frozen=True)
class Choice:
    """A line that may be cancelled, and what of its price goes back."""

    line: OrderLine
    back: Money

    @property
    def kept(self) -> Money:
        return Money(self.line.total_amount - self.back.minor, self.back.currency)

    @property
    def percent(self) -> int:
        """About how much of a hundred goes back; of what was free, nothing."""
        return round(100 * self.back.minor / self.line.total_amount) if self.line.total_amount else 0


@dataclass(frozen=True)
class Preview:
    """What would end, with what cannot stay without it, and the sums."""

    ending: list[Choice]
    currency: str

    @property
    def back(self) -> Money:
        return sum((choice.back for choice in self.ending), Money(0, self.currency))

    @property
    def kept(self) -> Money:
        return sum((choice.kept for choice in self.ending), Money(0, self.currency))

    @property
    def lines(self) -> list[OrderLine]:
        return [choice.line for choice in self.ending]


def choices_of(order: Order, *, at: datetime) -> list[Choice]:
    """What stands of a paid order and may be cancelled at that time (UTC)."""
    return [
        Choice(line, by_terms(line, at=at))
        for line in _standing(order)
        if fulfiller_of(line.kind).may_be_cancelled(line, at=at)
    ]


def preview(order: Order, wanted: Collection[int], *, at: datetime) -> Preview:
    """What ends if these lines (by their ids) are cancelled at that time (UTC); none where none of them may be."""
    choices = {choice.line.pk: choice for choice in choices_of(order, at=at)}
    ending = [choice for number, choice in choices.items() if number in wanted]
    going = [choice.line for choice in ending]
    staying = [line for line in _standing(order) if line not in going]
    along = [line for line in staying if fulfiller_of(line.kind).ends_with(line, ending=going, staying=staying)]
    if ending:
        ending += [choices.get(line.pk) or Choice(line, by_terms(line, at=at)) for line in along]
    return Preview(ending, order.currency)


def by_terms(line: OrderLine, *, at: datetime) -> Money:
    """What the terms give back of a line at that time (UTC), rounded to whole minor units, half of one up."""
    share = fulfiller_of(line.kind).refund_share(line, at=at)
    part = Decimal(line.total_amount) * share.numerator / share.denominator
    return Money(int(part.quantize(Decimal(1), rounding=ROUND_HALF_UP)), line.order.currency)


def _standing(order: Order) -> list[OrderLine]:
    """What was paid, handed over, and neither taken back nor paid back."""
    if order.paid_at is None:
        return []
    gone = Q(fulfilment__state=Fulfilment.State.REVOKED) | Q(pk__in=paid_back(order))
    lines = list(order.lines.exclude(gone).order_by("id").prefetch_related("record"))
    for line in lines:
        line.order = order
    return lines
