"""Where measurements are written down: between their marks in docs/measurements.md, with commit, day and machine."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime

from tests.journeys.running import ROOT

RESULT = ROOT / "docs" / "measurements.md"


def measured_on(what: str) -> str:
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    load = os.getloadavg()[0]
    return f"{datetime.now(UTC):%d %B %Y}, commit {commit}, {os.cpu_count()} cores, load {load:.1f}, {what}"


def write_down(report: str, *, begin: str, end: str) -> None:
    before, _, rest = RESULT.read_text().partition(begin)
    after = rest.partition(end)[2]
    RESULT.write_text(f"{before}{begin}\n{report}\n{end}{after}")
