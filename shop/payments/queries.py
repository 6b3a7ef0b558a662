"""What may be asked about payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.orders.models import Order
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund, SupplierEvent

UNDECIDED = (Dispute.State.INQUIRY, Dispute.State.OPEN, Dispute.State.UNDER_REVIEW)


@dataclass(frozen=True)
class Moment:
    """Something that happened to an order's money. `note` is what was remembered of it, in the supplier's words."""

    at: datetime
    what: str
    note: str = ""


def to_look_at() -> QuerySet[Payment]:
    """Payments that need a person: money that does not fit, refunds that failed, parts that went back elsewhere and
    nobody knows for which goods, and disputes that are not decided."""
    refunds = Refund.objects.filter(Q(state=Refund.State.FAILED) | Q(explained_at=None), payment=OuterRef("pk"))
    lost_in_part = Q(state=Dispute.State.LOST, explained_at=None)
    disputes = Dispute.objects.filter(Q(state__in=UNDECIDED) | lost_in_part, payment=OuterRef("pk"))
    return Payment.objects.filter(Q(state=Payment.State.MISMATCH) | Exists(refunds) | Exists(disputes))


def happened(order: Order) -> list[Moment]:
    """What suppliers told of an order and how its money moved, oldest first."""
    told = SupplierEvent.objects.filter(payment__order=order).values_list("received_at", "kind", "note")
    moved = LedgerEntry.objects.filter(order=order)
    moments = [Moment(at, what, note) for at, what, note in told]
    moments += [Moment(entry.at, f"{entry.kind} {entry.amount} {entry.currency}", entry.reference) for entry in moved]
    return sorted(moments, key=lambda moment: (moment.at, moment.what))
