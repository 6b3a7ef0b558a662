"""Every guard is left out once, and the test that the table names turns red.

Where all do not fit into the time, each day has its share of them, and the run says which.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.guards.scanning import ROOT
from tests.guards.table import entries

TOGETHER = 2
A_RUN = 60  # guards in one run: a minute for each ten, on two cores
FAILED = 1  # pytest's own word for it; whatever else went wrong is no test that turned red

pytestmark = pytest.mark.prove


def share(of: dict[str, str], *, day: int) -> dict[str, str]:
    """The guards of a day; after as many days as there are shares each had its turn."""
    shares = -(-len(of) // A_RUN)
    return {key: of[key] for number, key in enumerate(sorted(of)) if number % shares == day % shares}


def test_without_its_guard_each_test_turns_red(capsys):
    tried = share(tried_here(), day=int(os.environ.get("GUARDS_DAY", datetime.now(UTC).toordinal())))
    with capsys.disabled():
        left = len(entries()) - len(tried)
        print(f"\n{len(tried)} guards are left out one by one, {left} on other days or other databases (GUARDS_DAY=n).")

    assert run(sorted(set(tried.values()))) == 0, "with all guards the tests themselves are red"
    with ThreadPoolExecutor(TOGETHER) as pool:
        codes = pool.map(lambda key: run([tried[key]], guard=key), tried)
    assert {key: code for key, code in zip(tried, codes, strict=True) if code != FAILED} == {}


def tried_here() -> dict[str, str]:
    """SQLite lets one writer in at a time, with or without our locks; PostgreSQL shows what they are good for."""
    without_locks = {key: test for key, test in entries().items() if ":lock" not in key}
    return entries() if connection.vendor == "postgresql" else without_locks


def run(tests: list[str], *, guard: str = "") -> int:
    """What pytest says of these tests in a process of its own, in which one guard is not there."""
    left_out = ["-p", "tests.guards.leaving_out"] if guard else []
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "--tb=no", *left_out, *tests]
    told = os.environ | {"GUARD": guard}
    return subprocess.run(command, cwd=ROOT, env=told, capture_output=True, timeout=360, check=False).returncode
