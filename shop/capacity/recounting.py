"""Counting again who has places: what the counter says must be what the rows say."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shop.capacity.models import Hold, Quota


def differing() -> QuerySet[Quota]:
    """Quotas whose counter is not the sum of what is held, kept and sold; each with its sum in `counted`.

    One query sees one moment, so sales that go on meanwhile do no harm. Nothing is put right by itself: a difference
    is a fault, and its cause is to be found first.
    """
    had = ~Q(holds__state=Hold.State.RELEASED)
    counted = Coalesce(Sum("holds__quantity", filter=had), 0)
    return Quota.objects.annotate(counted=counted).exclude(taken=F("counted")).order_by("key")
