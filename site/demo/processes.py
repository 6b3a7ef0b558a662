"""The processes of the demonstration shop: a web server and an outbox runner, ended together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a phone in the same room may look at it
# Forked, not started anew: Django is loaded once for both, and the first page comes seconds sooner.
fork = multiprocessing.get_context("fork")


class Server(BaseApplication):
    """gunicorn, told what it needs without a file."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"{EVERYWHERE}:{self.port}",
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "warning",
            "graceful_timeout": 3,
        }.items():
            self.cfg.set(name, value)

    def load(self):
        from storefront.wsgi import application

        return application


def serve(port: int) -> None:
    """Run the web server until it is told to end."""
    sys.argv = ["gunicorn"]  # gunicorn reads the command line, which is not meant for it
    Server(port).run()


def work() -> None:
    """Run the outbox until it is told to end."""
    call_command("outbox")


def is_free(port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((EVERYWHERE, port))
        except OSError:
            return False
    return True


def run_together(parts: list[tuple[str, Callable[[], None]]]) -> str:
    """Run parts side by side until one ends or someone says stop; name the one that ended, if any."""
    connections.close_all()
    children = [fork.Process(target=_alone, args=(do, os.getpid()), name=name) for name, do in parts]
    for child in children:
        child.start()
    ended = ""
    try:
        while not ended:
            time.sleep(0.2)
            ended = next((child.name for child in children if not child.is_alive()), "")
    except KeyboardInterrupt:
        pass
    finally:
        _end(children)
    return ended


def _alone(do: Callable[[], None], parent: int) -> None:
    """Hear of a Ctrl-C only from the parent, and end when the parent is gone without a word."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    os.setpgrp()
    threading.Thread(target=_end_without, args=(parent,), daemon=True).start()
    do()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(children: list) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not leave somebody behind
    for child in children:
        if child.is_alive():
            os.kill(child.pid, signal.SIGTERM)
    for child in children:
        child.join(timeout=5)
        if child.is_alive():
            child.kill()
            child.join()


def end_like_ctrl_c() -> None:
    """End in order on Ctrl-C, and treat "please end" and a terminal that goes the same way."""

    def stop(*_) -> None:
        raise KeyboardInterrupt

    # Ctrl-C too: a shell that starts us in the background has it ignored.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)
