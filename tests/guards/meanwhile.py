"""Two transactions at the same time, always in the same order: one has done all its work when the other comes, and
commits only when that has ended too, or waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.utils import translation

PATIENCE = 30  # seconds

rows_are_locked = [
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, with or without our locks; PostgreSQL shows it",
    ),
]


class Both(NamedTuple):
    """What each gave; of the second also what it raised."""

    first: Any
    second: Any


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Both:
    """The second operation begins just before the first one commits."""
    other = Second(second)
    with _Whole():
        gave = first()
        other.come_as_far_as_it_can()
    other.join(PATIENCE)
    assert not other.is_alive(), "the second operation never came to its end"
    return Both(gave, other.gave)


class _Whole(transaction.Atomic):
    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True  # as Django's own tests say it: what must be durable may run inside


class Second(Thread):
    """An operation on a connection of its own, in the same language."""

    def __init__(self, operation: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.operation, self.language = operation, translation.get_language()
        self.gave: Any = None
        self.pid = 0

    def run(self) -> None:
        try:
            self.pid = _asked("SELECT pg_backend_pid()")
            with translation.override(self.language):
                self.gave = self.operation()
        except Exception as error:
            self.gave = error
        finally:
            connection.close()

    def come_as_far_as_it_can(self) -> None:
        self.start()
        end = time.monotonic() + PATIENCE
        while self.is_alive() and time.monotonic() < end:
            if self.pid and _asked("SELECT pg_blocking_pids(%s)", self.pid):
                return
            time.sleep(0.005)


def _asked(question: str, *values: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
