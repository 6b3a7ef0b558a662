"""What becomes of a letter after it was handed over, and who wants to know of addresses that take none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from messaging.models import DeliveryReport, Message
from outbox import contract as outbox

Delivery = Message.Delivery
# Reports come late and in any order: only what is further down this list replaces what is known.
ORDER = [Delivery.UNKNOWN, Delivery.DEFERRED, Delivery.DELIVERED, Delivery.BOUNCED, Delivery.COMPLAINED]
# A report may be here before the letter's own answer is written down.
UNKNOWN_FOR = timedelta(hours=1)
TAKES_NO_MORE = {Delivery.BOUNCED, Delivery.COMPLAINED}

Listener = Callable[[str, datetime], None]  # the address, and since when
_listeners: list[Listener] = []


def register_on_undeliverable(listener: Listener) -> None:
    """Hear of an address whose letters come back or are reported as spam, in the transaction that notes it.

    It may be told the same more than once.
    """
    if listener not in _listeners:
        _listeners.append(listener)


@transaction.atomic
def note_arrival(message_id: int, delivery: str, *, reason: str = "", at: datetime) -> bool:
    """Note what became of a letter, unless more is known already; false if so."""
    before = ORDER[: ORDER.index(Delivery(delivery))]
    known = {"delivery": delivery, "delivery_at": at, "delivery_reason": outbox.redact(reason)[:300]}
    if not Message.objects.filter(pk=message_id, delivery__in=before).update(**known):
        return False
    if delivery in TAKES_NO_MORE:
        address = Message.objects.values_list("to", flat=True).get(pk=message_id)
        for listener in _listeners:
            listener(address, at)
    return True


@outbox.handler("messaging.reported")
def act_on(*, report_id: int) -> None:
    """Note on its letter what was reported; nothing happens if that was done, or if the letter is not known here."""
    report = DeliveryReport.objects.filter(pk=report_id, acted_at=None).first()
    if report is None:
        return
    number = Message.objects.filter(supplier_id=report.supplier_id).values_list("pk", flat=True).first()
    if number is None and timezone.now() - report.received_at < UNKNOWN_FOR:
        raise outbox.TryLater("The letter is not known yet.", after=timedelta(minutes=1))
    with transaction.atomic():
        if number:
            note_arrival(number, report.kind, reason=report.reason, at=report.at)
        DeliveryReport.objects.filter(pk=report_id).update(acted_at=timezone.now())
