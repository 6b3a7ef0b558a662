"""What may be asked about payments."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from shop.payments.models import Payment, Refund


def to_look_at() -> QuerySet[Payment]:
    """Payments that need a person: the sum or the mode is another than asked for, or a refund failed."""
    trouble = Q(state=Payment.State.MISMATCH) | Q(refunds__state=Refund.State.FAILED)
    return Payment.objects.filter(trouble).distinct()
