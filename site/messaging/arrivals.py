"""What becomes of a message after it was handed over, and who wants to know of addresses that take no letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from messaging.models import DeliveryReport, Message
from messaging.whatsapp import covering
from outbox import contract as outbox

Delivery = Message.Delivery
# Reports come late and in any order: only what is further down its channel's list replaces what is known. A letter may
# come back after it was taken; what was shown on a telephone has arrived, whatever else is said.
ORDER = {
    "mail": [Delivery.UNKNOWN, Delivery.DEFERRED, Delivery.DELIVERED, Delivery.BOUNCED, Delivery.COMPLAINED],
    "whatsapp": [Delivery.UNKNOWN, Delivery.PASSED_ON, Delivery.BOUNCED, Delivery.DELIVERED, Delivery.READ],
}
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
    """Note what became of a message, unless more is known already or its channel knows no such word; false if so."""
    message = Message.objects.filter(pk=message_id).first()
    order = ORDER[message.channel] if message else []
    if delivery not in order:
        return False
    known = {"delivery": delivery, "delivery_at": at, "delivery_reason": outbox.redact(reason)[:300]}
    before = order[: order.index(Delivery(delivery))]
    if not Message.objects.filter(pk=message_id, delivery__in=before).update(**known):
        return False
    message.delivery = delivery
    if message.beside_id:
        covering.settle(message)
    elif delivery in TAKES_NO_MORE:
        for listener in _listeners:
            listener(message.to, at)
    return True


@outbox.handler("messaging.reported")
def act_on(*, report_id: int) -> None:
    """Note on its message what was reported; nothing happens if that was done, or if it is not known here."""
    report = DeliveryReport.objects.filter(pk=report_id, acted_at=None).first()
    if report is None:
        return
    number = _number_of(report)
    if number is None and timezone.now() - report.received_at < UNKNOWN_FOR:
        raise outbox.TryLater("The message is not known yet.", after=timedelta(minutes=1))
    with transaction.atomic():
        if number:
            note_arrival(number, report.kind, reason=report.reason, at=report.at)
        DeliveryReport.objects.filter(pk=report_id).update(acted_at=timezone.now())


def _number_of(report: DeliveryReport) -> int | None:
    """Our message that a report is about. One whose own answer was lost has gone, and gets its name by the report."""
    named = Message.objects.filter(supplier_id=report.supplier_id)
    if report.number:
        went = {"sent_at": report.at, "state": Message.State.SENT, "supplier_id": report.supplier_id}
        Message.objects.filter(pk=report.number, supplier_id="").update(**went)
    return named.values_list("pk", flat=True).first()
