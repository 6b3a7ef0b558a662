"""What other apps may use of the outbox: write work down, say who does it, repeat it on a schedule, look at it."""

from outbox.models import Job
from outbox.operations import add, cancel, let_go, requeue
from outbox.queries import backlog, jobs
from outbox.redaction import redact
from outbox.registry import Permanent, TryLater, handler, schedule

Priority = Job.Priority

__all__ = [
    "Permanent",
    "Priority",
    "TryLater",
    "add",
    "backlog",
    "cancel",
    "handler",
    "jobs",
    "let_go",
    "redact",
    "requeue",
    "schedule",
]
