"""What may be asked about jobs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from outbox.models import Job


def jobs(*, kind: str = "", state: str = "", keys: Iterable[str] | None = None) -> QuerySet[Job]:
    """Jobs, newest first, narrowed by what is given."""
    found = Job.objects.order_by("-created_at", "-id")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    return found if keys is None else found.filter(key__in=keys)


def waiting(kinds: Iterable[str], *, at) -> QuerySet[Job]:
    """Jobs of these kinds that may be begun now, those that wait longest first."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    return Job.objects.filter(free, state=Job.State.READY, due__lte=at, kind__in=kinds).order_by("due", "id")


def unknown_kinds(kinds: Iterable[str], *, at) -> list[str]:
    """Kinds of work that is due and that nobody here can do."""
    due = Job.objects.filter(state=Job.State.READY, due__lte=at).exclude(kind__in=kinds)
    return sorted(set(due.values_list("kind", flat=True)))
