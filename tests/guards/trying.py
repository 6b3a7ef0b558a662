"""A plugin of pytest that tries many guards in one process: `TRY=file pytest -p tests.guards.trying TEST …`

The shop is loaded once, with a switch for each guard, and the tests are collected once. Then the process forks for each
guard of the file (key → names of its tests), and the child leaves it out and runs them. What became of each is written
over the file: how it ended, and after how many seconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django.plugin import blocking_manager_key

from tests.guards import leaving_out, switches

RED, GREEN = "red", "green"
SAID = {0: GREEN, 1: RED}
PATIENCE = 180  # seconds, and ten for each test; without its guard one may wait for ever


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    if session.testsfailed:
        raise session.Interrupted("what the table names could not be collected")
    told = Path(os.environ["TRY"])
    found = {}
    with session.config.stash[blocking_manager_key].unblock(), kept_database() as kept:
        for key, tests in json.loads(told.read_text()).items():
            start = time.monotonic()
            ended = tried(key, tests, items_of(session, tests), kept)
            found[key] = [ended, round(time.monotonic() - start, 1)]
    told.write_text(json.dumps(found))
    return True


@contextmanager
def kept_database() -> Iterator[str]:
    """The name of a copy for all tests that take back what they do; for each its own costs PostgreSQL most of the time.

    Empty on SQLite, where a copy costs nothing.
    """
    from django.db import connection

    from tests.databases import TestDatabase

    if connection.vendor == "sqlite":
        yield ""
        return
    database = TestDatabase()
    database.open()
    connection.close()  # a child must not share a socket with us
    yield database.engine.name
    database.close()


def items_of(session: pytest.Session, tests: list[str]) -> list[pytest.Item]:
    """A name without a parameter means all that it is run with."""
    return [item for item in session.items if {item.nodeid, item.nodeid.partition("[")[0]} & set(tests)]


def tried(key: str, tests: list[str], items: list[pytest.Item], kept: str) -> str:
    """How the tests end without this guard, in a process of their own."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)  # whatever it starts ends with it
        os._exit(_without(key, tests, items, kept))
    end = time.monotonic() + PATIENCE + 10 * len(items)
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return SAID.get(code, f"broken ({code})")
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hung"


def _without(key: str, tests: list[str], items: list[pytest.Item], kept: str) -> int:
    if switches.is_built_in(key):
        os.environ["GUARD"] = key
        with_switches = ["-m", "pytest", "-n0", "-x", "--tb=no", "-p", "tests.guards.leaving_out"]
        os.execv(sys.executable, [sys.executable, *with_switches, *tests])  # noqa: S606
    from tests.conftest import commits

    try:
        if kept and not key.startswith("constraint:") and not any(map(commits, items)):
            _use(kept)
        leaving_out.leave_out(key)
        failed = _first_failure(items)
    except BaseException:
        traceback.print_exc()
        return 3
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 1 if failed else 0


def _use(kept: str) -> None:
    from django.db import connection

    from tests.databases import _Postgres

    _Postgres.copy = lambda self: self._use(kept)
    _Postgres.drop = lambda self: connection.close()


def _first_failure(items: list[pytest.Item]) -> str:
    watch = _Watch()
    items[0].config.pluginmanager.register(watch)
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if watch.failed:
            break
    items[0].session._setupstate.teardown_exact(None)
    return watch.failed


class _Watch:
    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid
            print(f"\n{report.nodeid} ({report.when}):\n{report.longreprtext}")
