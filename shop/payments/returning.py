"""Things of a record that are taken back from everybody who has them, each by the way on which its money came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet

from money import Money
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order, OrderLine
from shop.payments.models import Dispute, Payment, Refund
from shop.payments.refunds import COUNTED, refund, refund_key
from shop.payments.standing import take_back


class Way(StrEnum):
    """How money goes back."""

    SUPPLIER = "supplier"
    HAND = "hand"  # it came by bank transfer or in cash: a person pays it back
    NOTHING = "nothing"  # nothing was paid


@dataclass(frozen=True)
class Returned:
    """What goes back of an order, and how."""

    amount: Money
    way: Way


def lines_that_stand(model: type[models.Model], record_ids: Iterable[int]) -> QuerySet[OrderLine]:
    """Paid lines of records of a kind that are neither taken back nor on their way back, with their orders; by order,
    oldest first."""
    of_records = OrderLine.objects.filter(
        record_type=ContentType.objects.get_for_model(model), record_id__in=list(record_ids)
    )
    paid = of_records.filter(fulfilment__isnull=False).exclude(fulfilment__state=Fulfilment.State.REVOKED)
    standing = paid.exclude(pk__in=_going().values("orderline"))
    return standing.select_related("order__user", "offer").order_by("order_id", "pk")


def what_goes_back(lines: Iterable[OrderLine]) -> dict[int, Returned]:
    """What taking these lines back would give back, by the order's id, in three queries: never more than is left."""
    by_order: dict[int, list[OrderLine]] = defaultdict(list)
    for line in lines:
        by_order[line.order_id].append(line)
    kept = Payment.objects.filter(order__in=list(by_order), state=Payment.State.PAID)
    payments = {payment.order_id: payment for payment in kept.prefetch_related("refunds", "disputes")}
    return {pk: _returned(some, payments.get(pk)) for pk, some in by_order.items()}


@transaction.atomic
def return_lines(lines: Iterable[OrderLine], *, cause: str, at: datetime) -> Returned:
    """Take lines of one order back in full, once for each cause. Raises CannotRefund."""
    lines = list(lines)
    order = Order.objects.select_for_update().get(pk=lines[0].order_id)
    if known := Refund.objects.filter(key=refund_key(order, cause)).select_related("payment").first():
        return Returned(known.total, Way.SUPPLIER)
    lines = _without_those_going(lines)
    if not lines:
        return Returned(Money(0, order.currency), Way.NOTHING)
    back = what_goes_back(lines)[order.pk]
    if back.way == Way.SUPPLIER:
        refund(order_id=order.pk, amount=back.amount, lines=lines, cause=cause, at=at)
        return back
    take_back(lines)
    others = order.lines.exclude(pk__in=[line.pk for line in lines])
    stands = others.exclude(fulfilment__state=Fulfilment.State.REVOKED).exists()
    if back.way == Way.NOTHING and order.state == Order.State.PAID and not stands:
        order.state = Order.State.CANCELLED
        order.save(update_fields=["state"])
    return back


def failed_returns(causes: dict[int, str]) -> dict[int, str]:
    """Why refunds failed, by the order's id, of the causes that orders have; one query."""
    orders = Order.objects.only("number").in_bulk(list(causes))
    keys = {refund_key(order, causes[pk]): pk for pk, order in orders.items()}
    failed = Refund.objects.filter(key__in=list(keys), state=Refund.State.FAILED)
    return {keys[key]: error for key, error in failed.values_list("key", "last_error")}


def _going() -> QuerySet:
    """Pairs of a refund that went or is on its way and a line of it."""
    return Refund.lines.through.objects.filter(refund__state__in=COUNTED)


def _without_those_going(lines: list[OrderLine]) -> list[OrderLine]:
    """Those that nothing else has begun to pay back since they were asked for."""
    gone = set(_going().filter(orderline__in=lines).values_list("orderline", flat=True))
    return [line for line in lines if line.pk not in gone]


def _returned(lines: list[OrderLine], payment: Payment | None) -> Returned:
    order = lines[0].order
    worth = sum(line.total_amount for line in lines)
    if payment is None:
        by_hand = order.origin == Order.Origin.ELSEWHERE and worth
        return Returned(Money(worth if by_hand else 0, order.currency), Way.HAND if by_hand else Way.NOTHING)
    back = sum(row.amount for row in payment.refunds.all() if row.state in COUNTED)
    lost = sum(row.amount for row in payment.disputes.all() if row.state == Dispute.State.LOST)
    amount = max(min(worth, payment.amount - back - lost), 0)
    return Returned(Money(amount, payment.currency), Way.SUPPLIER if amount else Way.NOTHING)
