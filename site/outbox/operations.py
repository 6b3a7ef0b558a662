"""What may happen to a job."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from outbox.bell import ring
from outbox.models import Job


def add(
    kind: str,
    *,
    key: str,
    payload: dict | None = None,
    due: datetime | None = None,
    priority: int = Job.Priority.NORMAL,
) -> bool:
    """Write work down in the caller's transaction; false if the same fact was written before."""
    now = timezone.now()
    values = {"kind": kind, "payload": payload or {}, "priority": priority, "due": due or now, "created_at": now}
    # The insert has a savepoint of its own: a key that is taken leaves the caller's transaction whole.
    _, is_new = Job.objects.get_or_create(key=key, defaults=values)
    if is_new and values["due"] <= now:
        transaction.on_commit(ring, robust=True)
    return is_new


def cancel(*, key: str) -> bool:
    """Take back work that nobody is at; false if it is under way or over."""
    now = timezone.now()
    waiting = Job.objects.filter(key=key, state=Job.State.READY, lease_until=None)
    return waiting.update(state=Job.State.CANCELLED, finished_at=now) == 1


def requeue(*, key: str) -> bool:
    """Give dead work all its attempts again; false if it is not dead."""
    now = timezone.now()
    dead = Job.objects.filter(key=key, state=Job.State.DEAD)
    return dead.update(state=Job.State.READY, attempts=0, due=now, finished_at=None) == 1


def let_go(*, key: str) -> bool:
    """Say of dead work that nobody needs it any more; false if it is not dead."""
    dead = Job.objects.filter(key=key, state=Job.State.DEAD)
    return dead.update(state=Job.State.CANCELLED, finished_at=timezone.now()) == 1
