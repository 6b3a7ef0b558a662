"""A runner that goes on until it is told to stop, whatever happens to the database meanwhile."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

from django.db import InterfaceError, OperationalError, close_old_connections, connections, reset_queries
from django.utils import timezone

from outbox import registry
from outbox.bell import Ear
from outbox.queries import unknown_kinds
from outbox.redaction import redact
from outbox.runner import run_one, worker_name
from outbox.schedules import add_due_schedules

logger = logging.getLogger("outbox")

IDLE_SECONDS = 0.5
DATABASE_SECONDS = 2.0
HOUSEKEEPING = timedelta(seconds=5)


class Loop:
    """One worker. `stop` ends it when the job at hand is done; a sign of life is a file that stays young."""

    def __init__(self, *, sign_of_life: Path | None = None) -> None:
        self.sign_of_life = sign_of_life
        self.me = worker_name()
        self.stopping = threading.Event()
        self.ear = Ear()
        self.housekeeping_due = timezone.now()
        self.reported: set[str] = set()

    def stop(self, *_signal) -> None:
        self.stopping.set()

    def run(self, *, seconds: float | None = None) -> None:
        """Work until stopped, or for so many seconds."""
        end = time.monotonic() + seconds if seconds is not None else None
        logger.info("Outbox runner %s does: %s", self.me, ", ".join(sorted(registry.handlers)))
        while not self.stopping.is_set() and (end is None or time.monotonic() < end):
            self.ear.wait(self.stopping, seconds=self.turn())
        self.ear.close()
        logger.info("Outbox runner %s has stopped.", self.me)

    def turn(self) -> float:
        """Do one job if there is one; gives the seconds to wait before the next turn."""
        reset_queries()  # with DEBUG every query would be remembered
        close_old_connections()
        try:
            self._keep_house()
            return 0 if run_one(self.me) else IDLE_SECONDS
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer, waiting: %s", redact(str(error)))
            connections.close_all()
            return DATABASE_SECONDS

    def _keep_house(self) -> None:
        now = timezone.now()
        if now < self.housekeeping_due:
            return
        self.housekeeping_due = now + HOUSEKEEPING
        add_due_schedules(at=now)
        if self.sign_of_life:
            self.sign_of_life.touch()
        # Another version of the shop may know them, so they stay as they are.
        for kind in set(unknown_kinds(registry.handlers, at=now)) - self.reported:
            logger.warning("Work of kind %s waits and nothing here can do it.", kind)
            self.reported.add(kind)
