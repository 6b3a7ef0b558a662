"""Where an adapter hands in what its supplier reports of messages and answers, once it has verified who speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from messaging.models import DeliveryReport, Reply
from messaging.whatsapp.replies import says_stop
from outbox import contract as outbox


@dataclass(frozen=True)
class Told:
    """What a supplier says became of a message: `kind` is one of Message.Delivery, empty if nothing follows from it."""

    supplier: str
    event_id: str
    supplier_id: str  # the supplier's id of the message
    kind: str
    at: datetime
    reason: str = ""
    number: int | None = None  # ours, where the supplier gives it back


@dataclass(frozen=True)
class Answer:
    """What somebody answered to a message, from this E.164 number; only whether it is to stop is kept."""

    supplier: str
    event_id: str
    number: str
    text: str


@transaction.atomic
def receive(reports: Iterable[Told]) -> int:
    """Write reports down once, each with the job that acts on it; gives how many are new."""
    return sum(_write_down(told) for told in reports)


def _write_down(told: Told) -> bool:
    now = timezone.now()
    report, is_new = DeliveryReport.objects.get_or_create(
        supplier=told.supplier,
        event_id=told.event_id,
        defaults={
            "supplier_id": told.supplier_id,
            "number": told.number,
            "kind": told.kind,
            "at": told.at,
            "reason": outbox.redact(told.reason)[:300],
            "received_at": now,
            "acted_at": None if told.kind else now,
        },
    )
    if report.acted_at is None:
        outbox.add("messaging.reported", key=f"mail-report:{report.pk}", payload={"report_id": report.pk})
    return is_new


@transaction.atomic
def hear(answer: Answer) -> bool:
    """Write an answer down once, with the job that acts on it; false if it was here before."""
    now, stops = timezone.now(), says_stop(answer.text)
    values = {"number": answer.number, "stops": stops, "received_at": now}
    reply, is_new = Reply.objects.get_or_create(
        supplier=answer.supplier,
        event_id=answer.event_id,
        defaults=values | {"acted_at": None if stops else now},
    )
    if reply.acted_at is None:
        outbox.add("messaging.answered", key=f"reply:{reply.pk}", payload={"reply_id": reply.pk})
    return is_new
