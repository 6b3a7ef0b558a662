"""What of an order can be withdrawn from, and what was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from shop.fulfilment.models import Fulfilment
from shop.fulfilment.registry import Right, fulfiller_of
from shop.fulfilment.withdrawing import last_day
from shop.orders.models import Order, OrderLine
from shop.payments.models import Refund
from shop.withdrawals.models import Withdrawal, WithdrawnLine

GOES_BACK = (Refund.State.READY, Refund.State.PENDING, Refund.State.DONE)


@dataclass(frozen=True)
class Choice:
    """A line that may be declared, and what the law says of it."""

    line: OrderLine
    right: Right

    @property
    def words(self) -> str:
        """What the buyer reads beside it."""
        if self.right.holds:
            return _("You may withdraw until the end of %(day)s.") % {
                "day": last_day(self.line.order, self.right.until)
            }
        return self.right.why


def choices_of(order: Order, *, at: datetime) -> list[Choice]:
    """What still stands of a paid order and was not declared before, in a number of queries that does not grow."""
    if order.paid_at is None:
        return []
    gone = Q(fulfilment__state=Fulfilment.State.REVOKED)
    declared = WithdrawnLine.objects.filter(line__order=order).exclude(state=WithdrawnLine.State.REFUSED)
    gone |= Q(pk__in=declared.values("line")) | Q(pk__in=paid_back(order))
    lines = order.lines.exclude(gone).order_by("id").prefetch_related("entitlements", "order__consents", "order__user")
    return [Choice(line, fulfiller_of(line.kind).withdrawal(line, at=at)) for line in lines]


def paid_back(order: Order) -> list[int]:
    """Lines whose money went back or is on its way, by their ids."""
    refunds = Refund.objects.filter(payment__order=order, state__in=GOES_BACK)
    return [pk for pk in refunds.values_list("lines", flat=True) if pk]


def declared_of(order: Order) -> list[Withdrawal]:
    """What was declared for an order, oldest first, with its lines."""
    rows = Withdrawal.objects.filter(order=order).select_related("order").prefetch_related("lines__line")
    return list(rows.order_by("declared_at", "id"))


def latest_by_line(lines: Iterable[OrderLine]) -> dict[int, WithdrawnLine]:
    """What stands of each line's withdrawal, by the line's id; the latest counts."""
    rows = WithdrawnLine.objects.filter(line__in=[line.pk for line in lines]).order_by("id")
    return {row.line_id: row for row in rows}
