"""A bell that wakes waiting runners: NOTIFY on PostgreSQL. Elsewhere, and where it is not heard, they look again soon.

It only saves time: work is found by looking, and a ring that is lost costs half a second.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error, connection

logger = logging.getLogger("outbox")

CHANNEL = "outbox"
# PostgreSQL lets one transaction at a time notify, so a burst of work rings once.
QUIET_SECONDS = 0.05

_last_ring = 0.0


def ring() -> None:
    """Wake whoever waits for work, after the commit of the work."""
    global _last_ring
    if connection.vendor != "postgresql" or time.monotonic() - _last_ring < QUIET_SECONDS:
        return
    _last_ring = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


class Ear:
    """Waits for the bell, on a connection of its own."""

    def __init__(self) -> None:
        self._listening = None

    def wait(self, stopping: threading.Event, *, seconds: float) -> None:
        """Until the bell rings, but no longer than so many seconds; at once when stopping."""
        if seconds and connection.vendor == "postgresql" and not stopping.is_set() and self._heard(seconds):
            return
        stopping.wait(seconds)

    def close(self) -> None:
        """Give the connection back."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    def _heard(self, seconds: float) -> bool:
        """Whether it was possible to listen for so long."""
        try:
            if self._listening is None:
                self._listening = connection.copy()
                with self._listening.cursor() as cursor:
                    cursor.execute(f"LISTEN {CHANNEL}")
            with self._listening.wrap_database_errors:
                for _ring in self._listening.connection.notifies(timeout=seconds, stop_after=1):
                    break
        except Error as error:
            logger.info("The bell cannot be heard, looking instead: %s", type(error).__name__)
            self.close()
            return False
        return True
