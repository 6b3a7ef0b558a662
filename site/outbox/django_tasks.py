"""Wagtail's own background work, done by the outbox: the `TASKS` backend of django-tasks."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id

from outbox.operations import add
from outbox.registry import Permanent, handler

logger = logging.getLogger("outbox")

KIND = "django_tasks.run"


class OutboxBackend(BaseTaskBackend):
    """Writes a task down in the caller's transaction. Results are not kept."""

    supports_defer = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        self.validate_task(task)
        now = timezone.now()
        result = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=now,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        payload = {"task": task.module_path, "args": result.args, "kwargs": result.kwargs}
        add(KIND, key=f"task:{result.id}", payload=payload, due=task.run_after or now)
        task_enqueued.send(type(self), task_result=result)
        return result


@handler(KIND, lease=timedelta(minutes=10), most_attempts=4)
def run_task(*, task: str, args: list, kwargs: dict) -> None:
    """Call a task by its path."""
    try:
        found = import_string(task)
    except ImportError as error:
        raise Permanent(f"There is no task {task}.") from error
    if not isinstance(found, Task):
        raise Permanent(f"{task} is not a task.")
    try:
        found.call(*args, **kwargs)
    except ObjectDoesNotExist:
        # Wagtail's tasks name rows by id; a row that has gone since leaves nothing to do.
        logger.info("%s: its object is gone.", task)
