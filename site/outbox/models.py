"""What is stored of background work: one row a job, one row a schedule."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """Work written down in the transaction of its cause and done after it, at least once."""

    class State(models.TextChoices):
        READY = "ready"
        DONE = "done"
        DEAD = "dead"
        CANCELLED = "cancelled"

    class Priority(models.IntegerChoices):
        """What is taken first. Each kind says its own; of one priority the job that waits longest goes first."""

        URGENT = 0  # somebody sits and waits for it, such as a letter with a new password
        NORMAL = 5
        BULK = 9  # many at once, of which none is missed for an hour

    key = models.CharField(
        max_length=200, help_text="Names the fact that causes the job; also the supplier's idempotency key."
    )
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READY)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    due = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="one_job_per_fact")]
        indexes = [models.Index(fields=["priority", "due", "id"], name="job_next", condition=Q(state="ready"))]

    def __str__(self) -> str:
        return f"{self.kind} ({self.key})"


class Schedule(models.Model):
    """A job that comes again and again; the row says when next."""

    name = models.CharField(max_length=80, unique=True)
    next_due = models.DateTimeField()
    last_run = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
