"""A shop of real processes, a web server and two outbox runners, killed at chance moments and started again at once."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from socket import socket

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from outbox.loop import Loop

FORK = multiprocessing.get_context("fork")
LOOKS_EVERY = 0.02  # seconds
KILL_EVERY = {"web": 2.0, "runner": 2.0, "second runner": 2.0}  # seconds, on average


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """Its keeper is a process with one thread, so that no child inherits a lock that another thread held."""

    def __init__(self, port: int, *, seed: int) -> None:
        self.port, self.seed = port, seed
        self._deaths = FORK.Array(ctypes.c_int, len(KILL_EVERY))
        self._peace = FORK.Event()
        # What a child inherits loaded, it need not load each time that it is started again.
        self.application = get_wsgi_application()
        for page in ("/en/cart/", "/en/checkout/"):
            Client().get(page)
        self._keeper: multiprocessing.Process | None = None

    @property
    def deaths(self) -> dict[str, int]:
        """How often each process died."""
        return dict(zip(KILL_EVERY, self._deaths, strict=True))

    def open(self) -> None:
        connections.close_all()  # a child must not share a socket with us
        self._keeper = FORK.Process(target=self._keep)
        self._keeper.start()

    def make_peace(self) -> None:
        """From now on nobody is killed."""
        self._peace.set()

    def close(self) -> None:
        if self._keeper is not None:
            self._keeper.terminate()
            self._keeper.join()

    def _keep(self) -> None:
        works = dict(zip(KILL_EVERY, (self._serve, self._work, self._work), strict=True))
        running: dict[str, multiprocessing.Process] = {}
        master, chance = os.getppid(), random.Random(self.seed)
        due = {name: time.monotonic() + chance.expovariate(1 / mean) for name, mean in KILL_EVERY.items()}
        signal.signal(signal.SIGTERM, lambda *_: _end(running))
        while os.getppid() == master:
            for place, (name, work) in enumerate(works.items()):
                if name in running and not running[name].is_alive():
                    self._deaths[place] += 1
                    del running[name]
                if name not in running:
                    running[name] = _started(work)
                if time.monotonic() >= due[name] and not self._peace.is_set():
                    running[name].kill()
                    due[name] = time.monotonic() + chance.expovariate(1 / KILL_EVERY[name])
            time.sleep(LOOKS_EVERY)
        _end(running)

    def _serve(self) -> None:
        server = ThreadedWSGIServer(("127.0.0.1", self.port), Quiet, ipv6=False)
        server.set_app(self.application)
        server.serve_forever()

    def _work(self) -> None:
        with suppress(KeyboardInterrupt):
            Loop().run()


def _started(work: Callable[[], None]) -> multiprocessing.Process:
    process = FORK.Process(target=_alone, args=[work])
    process.start()
    return process


def _alone(work: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    random.seed()  # a child must not inherit its parent's luck
    work()


def _end(running: dict[str, multiprocessing.Process]) -> None:
    for process in running.values():
        process.kill()
        process.join()
    os._exit(0)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        """Nothing: what was answered is asserted."""
