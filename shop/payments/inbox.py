"""Where an adapter hands in what its supplier told, once it has verified who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from outbox import contract as outbox
from shop.payments.models import SupplierEvent


class About(StrEnum):
    """What a message is about, and so what is looked at."""

    NOTHING = ""
    SESSION = "session"  # an attempt to pay, by its session
    MONEY = "money"  # whether money came, by the money's name like the next two
    REFUNDS = "refunds"
    DISPUTES = "disputes"
    PAYOUT = "payout"


@dataclass(frozen=True)
class Told:
    """A supplier's message, word for word, and which object it is about; it is only a reason to look there."""

    supplier: str
    event_id: str
    kind: str
    payload: str
    about: About = About.NOTHING
    which: str = ""  # the supplier's name of what it is about
    note: str = ""  # why nothing follows from it


@transaction.atomic
def receive(told: Told) -> bool:
    """Write a message down once, with the job that acts on it; false if it was told before."""
    follows = bool(told.about and told.which)
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
        payload = {"event": event.pk, "about": told.about, "which": told.which}
        # The buyer sits and waits for what comes of it.
        urgent = outbox.Priority.URGENT
        outbox.add("payments.told", key=f"{told.supplier}:{told.event_id}", payload=payload, priority=urgent)
    return is_new
