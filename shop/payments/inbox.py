"""Where an adapter hands in what its supplier told, once it has verified who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from outbox import contract as outbox
from shop.payments.models import SupplierEvent


@dataclass(frozen=True)
class Told:
    """A supplier's message, word for word, and which object it is about; it is only a reason to look there."""

    supplier: str
    event_id: str
    kind: str
    payload: str
    session_id: str = ""  # an attempt to pay
    reference: str = ""  # money, some of which may have gone back
    note: str = ""  # why nothing follows from it


@transaction.atomic
def receive(told: Told) -> bool:
    """Write a message down once, with the job that acts on it; false if it was told before."""
    follows = bool(told.session_id or told.reference)
    now = timezone.now()
    event, is_new = SupplierEvent.objects.get_or_create(
        supplier=told.supplier,
        event_id=told.event_id,
        defaults={
            "kind": told.kind,
            "payload": told.payload,
            "note": told.note,
            "received_at": now,
            "processed_at": None if follows else now,
        },
    )
    # Same transaction: a job that is only written after the commit can be lost between the two.
    if follows and not event.processed_at:
        about = {"session_id": told.session_id, "reference": told.reference}
        outbox.add("payments.told", key=f"{told.supplier}:{told.event_id}", payload={"event": event.pk, **about})
    return is_new
