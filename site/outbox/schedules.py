"""What comes again and again: rows that say when next, advanced by one of the runners."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from outbox import registry
from outbox.models import Job, Schedule
from outbox.operations import add


def add_due_schedules(at: datetime | None = None) -> int:
    """Write down a job for each schedule that is due, once however many runners ask; gives how many."""
    at = at or timezone.now()
    rows = {row.name: row for row in Schedule.objects.filter(name__in=registry.recurring)}
    return sum(_advance(recurring, rows.get(name), at=at) for name, recurring in registry.recurring.items())


def _advance(recurring: registry.Recurring, row: Schedule | None, *, at: datetime) -> bool:
    if row is None:
        row, _ = Schedule.objects.get_or_create(name=recurring.name, defaults={"next_due": at})
    if row.next_due > at:
        return False
    with transaction.atomic():
        # Guarded by what was read: of two runners one finds no row.
        mine = Schedule.objects.filter(id=row.id, next_due=row.next_due)
        if not mine.update(next_due=_next(row.next_due, recurring, at=at), last_run=at):
            return False
        if _still_waiting(recurring):
            return False  # work that does not get done must not pile up
        return add(recurring.kind, key=f"schedule:{recurring.name}:{row.next_due:%Y%m%dT%H%M%S.%f}", due=at)


def _next(due: datetime, recurring: registry.Recurring, *, at: datetime) -> datetime:
    """The first time after `at` on the schedule's own beat; what was missed meanwhile is not made up."""
    return due + recurring.every * ((at - due) // recurring.every + 1)


def _still_waiting(recurring: registry.Recurring) -> bool:
    return Job.objects.filter(
        kind=recurring.kind, state=Job.State.READY, key__startswith=f"schedule:{recurring.name}:"
    ).exists()
