"""Whatever `make demo` has started ends with it, however it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import os, sys, time
from demo.processes import end_like_ctrl_c, run_together

def stay():
    # One write: an unbuffered print() makes two, and the other process's number may come between them.
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)

def leave():
    time.sleep(0.5)

end_like_ctrl_c()
other = stay if sys.argv[1] == "stay" else leave
print("ended:", run_together([("server", stay), ("runner", other)]), flush=True)
"""


def start(how: str) -> subprocess.Popen:
    environment = os.environ | {"PYTHONPATH": "site", "DJANGO_SETTINGS_MODULE": "storefront.settings.test"}
    return subprocess.Popen([sys.executable, "-c", PROGRAM, how], env=environment, stdout=subprocess.PIPE, text=True)


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be buried does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def left_after(seconds: float, pids: list[int]) -> list[int]:
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(map(is_there, pids)):
        time.sleep(0.1)
    return [pid for pid in pids if is_there(pid)]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_process_is_left_behind(name):
    shop = start("stay")
    children = [int(shop.stdout.readline()) for _ in range(2)]

    shop.send_signal(getattr(signal, name))
    shop.wait(timeout=20)

    assert left_after(20, children) == []


def test_when_one_part_ends_by_itself_it_is_named_and_the_other_ends_too():
    shop = start("leave")
    server = int(shop.stdout.readline())

    said = shop.stdout.read()

    assert said == "ended: runner\n"
    assert left_after(20, [server]) == []
