"""What other apps may use of the outbox: write work down, say who does it, repeat it on a schedule, look at it."""

from outbox.operations import add, cancel, requeue
from outbox.queries import jobs
from outbox.redaction import redact
from outbox.registry import Permanent, TryLater, handler, schedule

__all__ = ["Permanent", "TryLater", "add", "cancel", "handler", "jobs", "redact", "requeue", "schedule"]
