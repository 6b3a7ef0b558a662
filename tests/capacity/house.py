"""A shop whose web process is killed when a test says so, not by chance."""

from __future__ import annotations

import multiprocessing

from django.db import connections

from tests.payments.house import FORK, House


class OwnHouse(House):
    """Web server and, where it is wanted, the outbox runner, each started again by the next `open`."""

    def __init__(self, port: int, *, runner: bool = True) -> None:
        super().__init__(port, seed=0)
        self.runner = runner
        self.kills = {"web": 0, "runner": 0}
        self.running: dict[str, multiprocessing.Process] = {}

    def open(self) -> None:
        """Start whatever does not run."""
        for name, work in (("web", self._serve), ("runner", self._work))[: 1 + self.runner]:
            if name not in self.running or not self.running[name].is_alive():
                connections.close_all()  # a child must not share a socket with us
                self.running[name] = FORK.Process(target=work, daemon=True)
                self.running[name].start()

    def kill(self, name: str) -> None:
        """kill -9 at once, and gone when this returns."""
        if self.running[name].is_alive():
            self.running[name].kill()
            self.kills[name] += 1
        self.running[name].join()

    def close(self) -> None:
        for process in self.running.values():
            process.kill()
            process.join()
