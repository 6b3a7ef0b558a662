"""What the outbox does by itself, and when."""

from datetime import timedelta

from outbox import django_tasks, tasks  # noqa: F401 - their handlers join by being imported
from outbox.registry import schedule

schedule("outbox.prune", kind="outbox.prune", every=timedelta(days=1))
schedule("sessions.clear", kind="sessions.clear", every=timedelta(days=1))
schedule("wagtail.publish_scheduled", kind="wagtail.publish_scheduled", every=timedelta(minutes=1))
