"""Letters before and after a date: looked for every few minutes, each written once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from events.catalogue.models import EventDate
from events.changes.models import DateChange
from events.changes.queries import booking_of, bookings_of
from events.reminding import letters
from events.reminding.models import Reminder
from events.reminding.rules import THANKS_WITHIN, Round, due_rounds
from outbox import contract as outbox

MOST_DAYS = 90  # before or after


def add_due_letters(*, at: datetime) -> int:
    """Write a job down for each booking that a rule says is to be written to by now; how many are new."""
    around = THANKS_WITHIN + timedelta(days=MOST_DAYS + 1)
    dates = EventDate.objects.live().exclude(state=EventDate.State.CANCELLED).exclude(event__letters=[])
    # While a date is being moved or cancelled nothing is said of it.
    still = dates.exclude(changes__in=DateChange.objects.filter(applied_at=None))
    near = still.filter(starts_at__lt=at + around, ends_at__gt=at - around).select_related("event").order_by("pk")
    return sum(_add_round(each, at=at) for date in near for each in due_rounds(date, at=at))


def _add_round(of: Round, *, at: datetime) -> int:
    about = {"date": of.date, "kind": of.kind, "days": of.days, "starts_at": of.date.starts_at}
    told = set(Reminder.objects.filter(**about).values_list("order", flat=True))
    orders = [booked.order for booked in bookings_of(of.date) if booked.order.pk not in told]
    return sum(_add_job(of, order) for order in orders)


def _add_job(of: Round, order) -> bool:
    starts = of.date.starts_at
    payload = {"order_id": order.pk, "date_id": of.date.pk, "kind": of.kind, "days": of.days}
    key = f"events.letter:{of.kind}:{of.days}:{of.date.pk}:{starts:%Y%m%dT%H%M}:{order.pk}"
    return outbox.add("events.letter", key=key, payload=payload | {"starts_at": starts.isoformat()})


@transaction.atomic
def write(*, order_id: int, date_id: int, kind: str, days: int, starts_at: datetime, at: datetime) -> bool:
    """Write to whoever booked, by a rule; false if the booking or the time is no more what it was, or it was done."""
    date = EventDate.objects.select_related("event").get(pk=date_id)
    if date.cancelled or not date.live or not date.event.live or date.starts_at != starts_at:
        return False
    booked = booking_of(date, order_id)
    if not booked.lines:
        return False
    about = {"order_id": order_id, "date": date, "kind": kind, "days": days, "starts_at": starts_at}
    _row, is_new = Reminder.objects.get_or_create(**about, defaults={"sent_at": at})
    if is_new:
        letters.tell(date, booked.lines[0].order, kind=kind, days=days)
    return is_new
