"""Requests to a server that runs, by one after the other or by many at once, and how long each took."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from itertools import count

SECONDS = float(os.environ.get("SECONDS", "8"))
ALONE = 300  # requests, one after the other


def ask(line: HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str):
    """One request; its status, headers, cookies and body."""
    line.request(method, path, body, headers)
    answer = line.getresponse()
    told = answer.read()
    assert answer.status < 400, f"{method} {path}: {answer.status} {told[:300]!r}"
    return answer, told


def form_headers(port: int) -> dict[str, str]:
    return {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}


def alone(port: int, one: Callable[[HTTPConnection], None]) -> list[float]:
    """Seconds of each when nobody else asks."""
    line, spent = HTTPConnection("127.0.0.1", port, timeout=60), []
    for _ in range(ALONE):
        start = time.perf_counter()
        one(line)
        spent.append(time.perf_counter() - start)
    return spent


def together(port: int, one: Callable, *, users: int, per_second: float = 0) -> list[float]:
    """Seconds of each with so many users at once. What comes at a pace counts from when it was to begin."""
    spent: list[float] = []
    began = time.perf_counter()
    turns = count()

    def use() -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        while (now := time.perf_counter()) < began + SECONDS:
            due = began + next(turns) / per_second if per_second else now
            if due > began + SECONDS:
                return
            time.sleep(max(0.0, due - now))
            one(line)
            spent.append(time.perf_counter() - due)

    at_once(use, users=users)
    return spent


def at_once(use: Callable[[], None], *, users: int) -> None:
    """So many do this side by side; ends with the last of them."""
    threads = [threading.Thread(target=use) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def ms(spent: list[float], share: float) -> str:
    return f"{sorted(spent)[int(len(spent) * share)] * 1000:.1f}"
