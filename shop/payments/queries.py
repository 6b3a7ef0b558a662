"""What may be asked about payments."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.payments.models import Dispute, Payment, Refund

UNDECIDED = (Dispute.State.INQUIRY, Dispute.State.OPEN, Dispute.State.UNDER_REVIEW)


def payment_of(reference: str) -> Payment | None:
    """The attempt that brought the money which the supplier calls so; none if it is not ours."""
    return Payment.objects.exclude(reference="").filter(reference=reference).first()


def to_look_at() -> QuerySet[Payment]:
    """Payments that need a person: money that does not fit, refunds that failed, parts that went back elsewhere and
    nobody knows for which goods, and disputes that are not decided."""
    refunds = Refund.objects.filter(Q(state=Refund.State.FAILED) | Q(explained_at=None), payment=OuterRef("pk"))
    lost_in_part = Q(state=Dispute.State.LOST, explained_at=None)
    disputes = Dispute.objects.filter(Q(state__in=UNDECIDED) | lost_in_part, payment=OuterRef("pk"))
    return Payment.objects.filter(Q(state=Payment.State.MISMATCH) | Exists(refunds) | Exists(disputes))
