"""What a refund would do, worked out before anybody asks for it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from money import Money, tax_included
from shop.cancellations.queries import by_terms
from shop.cart.basket import TaxShare
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.orders.models import Order, OrderLine
from shop.orders.queries import taxes_of
from shop.payments.models import Payment
from shop.payments.refunds import COUNTED


@dataclass(frozen=True)
class RefundableLine:
    """A line that can still be taken back. `by_terms` is what its kind's terms give back at this moment."""

    line: OrderLine
    by_terms: Money
    rights: list[Entitlement]


@dataclass(frozen=True)
class Refundable:
    """What of an order can go back: the payment, what is left of it, and the lines that still stand."""

    order: Order
    payment: Payment
    left: Money
    lines: list[RefundableLine]


@dataclass(frozen=True)
class Preview:
    """What goes back, what ends with it, and the tax inside, per rate."""

    amount: Money
    lines: list[RefundableLine]
    taxes: list[TaxShare]
    whole: bool

    @property
    def mark(self) -> str:
        """Changes whenever what is shown does; what is confirmed must bear the mark of what was seen."""
        lines = [(row.line.pk, [right.pk for right in row.rights]) for row in self.lines]
        return mark_of(self.amount, lines)


def refundable(order: Order, *, at: datetime) -> Refundable | None:
    """What can go back at that time (UTC); none where our supplier holds no money for the order."""
    payment = order.payments.filter(state=Payment.State.PAID).first()
    if payment is None:
        return None
    back = payment.refunds.filter(state__in=COUNTED).aggregate(sum=Sum("amount"))["sum"] or 0
    left = Money(payment.amount - back, payment.currency)
    return Refundable(order, payment, left, standing_lines(order, at=at))


def standing_lines(order: Order, *, at: datetime) -> list[RefundableLine]:
    """Lines that are not taken back, each with the rights that still run at that time (UTC)."""
    lines = list(order.lines.exclude(fulfilment__state=Fulfilment.State.REVOKED).order_by("id"))
    rights: dict[int, list[Entitlement]] = defaultdict(list)
    for right in Entitlement.objects.running(at=at).filter(line__in=lines).order_by("id"):
        rights[right.line_id].append(right)
    for line in lines:
        line.order = order
    return [RefundableLine(line, by_terms(line, at=at), rights[line.pk]) for line in lines]


def preview(of: Refundable, *, amount: Money, lines: Iterable[OrderLine]) -> Preview:
    """What it would do to pay this back and to take these lines back."""
    whole = not amount < of.left
    chosen = {line.pk for line in lines}
    # All of the money back means that all goods go, whatever was chosen: shop.payments does so.
    ending = [line for line in of.lines if whole or line.line.pk in chosen]
    return Preview(amount, ending, _taxes(of, amount, [line.line for line in ending]), whole)


def mark_of(*seen: object) -> str:
    """Changes whenever what was shown does."""
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


def _taxes(of: Refundable, amount: Money, lines: list[OrderLine]) -> list[TaxShare]:
    """The tax inside what goes back: of the lines that end, or of all lines where only a sum was named."""
    lines = lines or list(of.order.lines.order_by("id"))
    if sum(line.total_amount for line in lines) == amount.minor:
        return taxes_of(lines, currency=amount.currency)
    gross: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        gross[line.tax_percent] += line.total_amount
    return [
        TaxShare(percent, tax)
        for percent, share in _split(amount.minor, gross)
        if percent and (tax := tax_included(Money(share, amount.currency), percent=percent))
    ]


def _split(amount: int, gross: dict[Decimal, int]) -> list[tuple[Decimal, int]]:
    """A sum spread over rates by what each has in it, to the last minor unit; highest rate first."""
    left, rest, parts = amount, sum(gross.values()), []
    for percent in sorted(gross, reverse=True):
        part = left * gross[percent] // rest if rest else 0
        parts.append((percent, part))
        left, rest = left - part, rest - gross[percent]
    return parts
