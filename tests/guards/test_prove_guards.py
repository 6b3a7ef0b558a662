"""Every guard is left out once, and the test that the table names turns red.

Where all do not fit into the time, each day has its share of them, and the run says which.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.guards.scanning import ROOT
from tests.guards.table import entries
from tests.guards.trying import GREEN, RED

TOGETHER = 2
A_RUN = 60  # guards in one run, so that the proofs together keep within their time; `make soak` tries all
BUDGET = 300  # seconds for one run, on two cores

pytestmark = pytest.mark.prove


def share(of: dict[str, str], *, day: str) -> dict[str, str]:
    """The guards of a day; after as many days as there are shares each had its turn. Of the day "all": all of them."""
    shares = 1 if day == "all" else -(-len(of) // A_RUN)
    turn = 0 if day == "all" else int(day) % shares
    return {key: of[key] for number, key in enumerate(sorted(of)) if number % shares == turn}


def test_without_its_guard_each_test_turns_red(capsys, tmp_path):
    start = time.monotonic()
    to_try = share(tried_here(), day=os.environ.get("GUARDS_DAY", str(datetime.now(UTC).toordinal())))
    with capsys.disabled():
        left = len(entries()) - len(to_try)
        print(
            f"\n{len(to_try)} guards are left out one by one, {left} on other days or databases (GUARDS_DAY=n, or all)."
        )

    with ThreadPoolExecutor(TOGETHER) as pool:
        parts = [dict(list(to_try.items())[number::TOGETHER]) for number in range(TOGETHER)]
        found = list(pool.map(run, parts, [tmp_path / f"part {number}" for number in range(TOGETHER)], range(TOGETHER)))

    with capsys.disabled():
        print(f"That took {time.monotonic() - start:.0f} s of {BUDGET}; the longest:", *longest(found), sep="\n  ")
    ended = [(key or "with every guard", how) for part in found for key, (how, _) in part.items()]
    assert [(key, how) for key, how in ended if how != (GREEN if key == "with every guard" else RED)] == []


def tried_here() -> dict[str, str]:
    """SQLite lets one writer in at a time, with or without our locks; PostgreSQL shows what they are good for."""
    without_locks = {key: test for key, test in entries().items() if ":lock" not in key}
    return entries() if connection.vendor == "postgresql" else without_locks


def run(guards: dict[str, str], told: Path, number: int) -> dict[str, tuple[str, float]]:
    """How each ended and what it took; under no name, how all their tests end while every guard is there."""
    tests = sorted(set(guards.values()))
    told.write_text(json.dumps({"": tests} | {key: [test] for key, test in guards.items()}))
    command = [sys.executable, "-m", "pytest", "-n0", "--tb=line", "-p", "tests.guards.trying", *tests]
    mine = {"TRY": str(told), "PYTEST_XDIST_WORKER": f"gw{number}", "GUARD": ""}  # a Redis database for each
    done = subprocess.run(command, cwd=ROOT, env=os.environ | mine, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(told.read_text())


def longest(found: list[dict]) -> list[str]:
    took = sorted(((took, key) for ended in found for key, (_, took) in ended.items()), reverse=True)
    return [f"{took:5.1f} s  {key or 'all their tests, with every guard'}" for took, key in took[:5]]
