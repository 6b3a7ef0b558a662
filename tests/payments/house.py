"""A shop of two processes, web server and outbox runner, that can be killed at any moment and are started again."""

from __future__ import annotations

import multiprocessing
import random
import signal
import threading
from contextlib import suppress
from socket import socket

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from outbox.loop import Loop


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    def __init__(self, port: int) -> None:
        self.port = port
        self.kills = {"web": 0, "runner": 0}
        self.running: dict[str, multiprocessing.Process] = {}
        # What a child inherits loaded, it need not load each time that it is started again.
        self.application = get_wsgi_application()
        for page in ("/en/cart/", "/en/checkout/"):
            Client().get(page)

    def open(self) -> None:
        """Start whatever does not run."""
        for name, work in (("web", self._serve), ("runner", self._work)):
            if name not in self.running or not self.running[name].is_alive():
                connections.close_all()  # a child must not share a socket with us
                self.running[name] = multiprocessing.get_context("fork").Process(target=work, daemon=True)
                self.running[name].start()

    def kill_soon(self, name: str, *, within: float) -> threading.Timer:
        """kill -9 at a random moment of the coming seconds."""
        timer = threading.Timer(random.uniform(0, within), self._kill, [name])
        timer.start()
        return timer

    def close(self) -> None:
        for process in self.running.values():
            process.kill()
            process.join()

    def _kill(self, name: str) -> None:
        if self.running[name].is_alive():
            self.running[name].kill()
            self.kills[name] += 1

    def _serve(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        server = ThreadedWSGIServer(("127.0.0.1", self.port), Quiet, ipv6=False)
        server.set_app(self.application)
        server.serve_forever()

    def _work(self) -> None:
        random.seed()
        with suppress(KeyboardInterrupt):
            Loop().run()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        """Nothing: what was answered is asserted."""
