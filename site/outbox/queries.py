"""What may be asked about jobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from outbox.models import Job


def jobs(*, kind: str = "", state: str = "", keys: Iterable[str] | None = None) -> QuerySet[Job]:
    """Jobs, newest first, narrowed by what is given."""
    found = Job.objects.order_by("-created_at", "-id")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    return found if keys is None else found.filter(key__in=keys)


def waiting(kinds: Iterable[str], *, at: datetime) -> QuerySet[Job]:
    """Jobs of these kinds that may be begun now, the most urgent first, then those that wait longest."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    return Job.objects.filter(free, state=Job.State.READY, due__lte=at, kind__in=kinds).order_by(
        "priority", "due", "id"
    )


@dataclass(frozen=True)
class Backlog:
    """How the work stands: jobs that are due, the age of the oldest in seconds, and how many were given up."""

    due: int
    oldest_seconds: float
    dead: int


def backlog(*, at: datetime) -> Backlog:
    """How much waits that could have been begun, and for how long already."""
    due = Job.objects.filter(state=Job.State.READY, due__lte=at).aggregate(jobs=Count("id"), oldest=Min("due"))
    oldest = (at - due["oldest"]).total_seconds() if due["oldest"] else 0.0
    return Backlog(due["jobs"], oldest, Job.objects.filter(state=Job.State.DEAD).count())


def unknown_kinds(kinds: Iterable[str], *, at: datetime) -> list[str]:
    """Kinds of work that is due and that nobody here can do."""
    due = Job.objects.filter(state=Job.State.READY, due__lte=at).exclude(kind__in=kinds)
    return sorted(set(due.values_list("kind", flat=True)))
