"""The outbox's own work: old rows go, and Wagtail's time-tables are kept."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from outbox.models import Job
from outbox.registry import handler

KEPT = timedelta(days=30)  # longer than any supplier repeats an event, so a pruned key does not come back
AT_ONCE = 1_000


@handler("outbox.prune", lease=timedelta(minutes=10))
def prune() -> None:
    """Forget work that ended well more than 30 days ago; dead work stays until somebody has seen to it."""
    over = Job.objects.filter(
        state__in=[Job.State.DONE, Job.State.CANCELLED], finished_at__lt=timezone.now() - KEPT
    ).order_by("id")
    while ids := list(over.values_list("id", flat=True)[:AT_ONCE]):
        Job.objects.filter(id__in=ids).delete()


@handler("wagtail.publish_scheduled", lease=timedelta(minutes=10), most_attempts=2)
def publish_scheduled() -> None:
    """Publish and unpublish what editors have set a time for."""
    call_command("publish_scheduled")


@handler("sessions.clear", lease=timedelta(minutes=10))
def clear_sessions() -> None:
    """Forget sessions that have run out."""
    call_command("clearsessions")
