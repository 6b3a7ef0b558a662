"""What may happen to a job."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from outbox.models import Job


def add(kind: str, *, key: str, payload: dict | None = None, due: datetime | None = None) -> bool:
    """Write work down in the caller's transaction; false if the same fact was written before."""
    now = timezone.now()
    job = Job(key=key, kind=kind, payload=payload or {}, due=due or now, created_at=now)
    # One statement that leaves the caller's transaction whole when the key is taken.
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.filter(key=key, created_at=now).exists()


def cancel(*, key: str) -> bool:
    """Take back work that has not begun."""
    now = timezone.now()
    waiting = Job.objects.filter(key=key, state=Job.State.READY, lease_until=None)
    return waiting.update(state=Job.State.CANCELLED, finished_at=now) == 1
