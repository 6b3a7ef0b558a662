"""The tiers of proof, each with its parts, their budgets and what did not run. `python -m tests.run check`"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

PYTHON = sys.executable
NOTHING_COLLECTED = 5  # pytest's own word for it
# Debian's build without windows works half as much as the browser that people see, and draws the same.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
NO_CHROMIUM = "no Chromium here; install it with: apt-get install chromium-headless-shell"
# Where everything is installed, something that did not run is a failure: `.ci/run` sets it.
NOTHING_LEFT_OUT = bool(os.environ.get("NOTHING_LEFT_OUT"))
# Why there is no Elasticsearch, where there can be none: Debian 12 has no JDK that is new enough, for one.
EXCUSE = os.environ.get("ELASTICSEARCH_EXCUSE", "")


@dataclass(frozen=True)
class Part:
    """One command of a tier, with the seconds that it may take on two cores."""

    name: str
    command: list[str]
    budget: int
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = ""  # of tests; those that were skipped tell why
    beside: bool = False  # takes one core: parts that follow one another run two at a time


def tests(name: str, folder: str, mark: str, budget: int, *options: str, **environment: str) -> Part:
    """The tests of a folder that bear a mark."""
    command = [PYTHON, "-m", "pytest", folder, "-m", mark, *options]
    return Part(name, command, budget, environment, folder)


def beside(*parts: Part) -> list[Part]:
    """Parts that take one core each, to be run two at a time, each with a Redis database of its own."""
    return [
        replace(part, beside=True, environment=part.environment | {"NEIGHBOUR": str(number)})
        for number, part in enumerate(parts, start=2)
    ]


SIDE_BY_SIDE = ["-n", "2", "--dist", "worksteal"]
WIDE = "not whole and not prove and not soak and not journey"
QUICK = f"{WIDE} and not thorough"
ON_SQLITE = {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": ""}
FIRE = "tests/payments/test_fire.py"
SEARCHING = ("search", "heap")

LINT = Part("lint", ["ruff", "check", "."], 5)
FORMAT = Part("format", ["ruff", "format", "--check", "."], 5)
CATALOGUES = Part("catalogues", [PYTHON, "-m", "tests.catalogues", "check"], 5)
DATABASE = Part(
    "database",
    [PYTHON, "-m", "tests.databases"],
    60,
    {"DJANGO_SETTINGS_MODULE": "storefront.settings.test", "PYTHONPATH": f".{os.pathsep}site"},
)
# Each run's own folder, for the ways that its unit tests go.
WAYS = {"MEASURED": str(Path(tempfile.gettempdir()) / f"stillpoint-ways-{os.getpid()}")}

TIERS: dict[str, list[Part]] = {
    "check": [LINT, FORMAT, CATALOGUES, tests("unit", "tests", QUICK, 45, *SIDE_BY_SIDE, **ON_SQLITE)],
    "test": [
        LINT,
        FORMAT,
        CATALOGUES,
        # Each is migrated by one process, which everybody else would wait for.
        *beside(DATABASE, replace(DATABASE, name="database, SQLite", environment=DATABASE.environment | ON_SQLITE)),
        tests("unit", "tests", WIDE, 500, *SIDE_BY_SIDE, PYTEST_PLUGINS="tests.covered", **WAYS),
        Part("coverage", [PYTHON, "-m", "tests.covered"], 5, WAYS),
        *beside(
            tests("demonstration", "tests/demo", "whole", 120, **ON_SQLITE),
            tests("fire, SQLite", FIRE, "thorough", 60, **ON_SQLITE),
            tests("places on SQLite", "tests/capacity", "thorough", 120, "-k", "three_hundred", **ON_SQLITE),
        ),
        tests("journeys", "tests/journeys", "journey and not prove and not soak", 340, *SIDE_BY_SIDE),
    ],
    "prove": [
        # The longest first. Whoever kills processes waits half of the time.
        *beside(
            tests("fire", FIRE, "prove", 480),
            tests("reviews", "tests/reviews", "prove", 240),
            tests("api", "tests/api", "prove", 240),
            tests("capacity", "tests/capacity", "prove", 360),
            tests("crawl", "tests/demo", "prove", 240, **ON_SQLITE),
            tests("waiting", "tests/waiting", "prove", 120),
            tests("downloads", "tests/downloads", "prove", 120),
            tests("search", "tests/search", "prove", 120),
            tests("outbox", "tests/outbox", "prove", 90),
            tests("cancellations", "tests/cancellations", "prove", 60),
            tests("payments", "tests/payments", "prove", 60, f"--ignore={FIRE}"),
            tests("invoices", "tests/invoices", "prove", 60),
        ),
        tests("guards", "tests/guards", "prove", 240),
        tests("hostile", "tests/architecture", "prove", 360, *SIDE_BY_SIDE),
        tests("journeys", "tests/journeys", "prove", 420, *SIDE_BY_SIDE),
    ],
    "soak": [
        tests("soak", "tests", "soak", 4 * 3600),
        tests("guards", "tests/guards", "prove", 3600, GUARDS_DAY="all"),
        # With nothing kept ready; on PostgreSQL where its address is set.
        tests("demonstration", "tests/demo", "whole", 900, KEPT_READY="no"),
        Part("heap", [PYTHON, "-m", "tests.load.heap"], 3600, {"PYTHONPATH": ".:site"}),
    ],
}


def main(tier: str, only: str = "") -> int:
    parts = [part for part in TIERS[tier] if only in ("", part.name)]
    if not parts:
        names = ", ".join(part.name for part in TIERS[tier])
        print(f"There is no part {only!r} in {tier}; there are: {names}.")
        return 2
    missing = missing_services(tier)
    failed = []
    for takes_one_core, group in groupby(parts, key=lambda part: part.beside):
        with ThreadPoolExecutor(2 if takes_one_core else 1) as pool:
            these = list(group)
            passed = pool.map(lambda part: run(part, missing), these)
            failed += [part.name for part, well in zip(these, passed, strict=True) if not well]
    if missing:
        print("\nDid not run:", *[f"  {line}" for line in missing], sep="\n")
    if NOTHING_LEFT_OUT and any(not (EXCUSE and "Elasticsearch" in line) for line in missing):
        failed.append("what did not run")
    print(f"{tier}: " + (f"failed in {', '.join(failed)}" if failed else "all parts passed"))
    return 1 if failed else 0


def run(part: Part, missing: list[str]) -> bool:
    """Whether the part passed; what it left out is added to `missing`."""
    begins = f"\n== {part.name} (budget {part.budget} s)"
    if part.folder and not Path(part.folder).exists():
        missing.append(f"{part.name}: there is no folder {part.folder}")
        return True
    if not part.beside:
        print(begins, flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report, output = Path(folder) / "report.xml", Path(folder) / "output"
        code = ask(part, report, output if part.beside else None)
        if report.exists():
            missing += skipped(part.name, report)
        # All at once, so that it does not mix with its neighbour's.
        said = [begins, output.read_text(errors="replace")] if part.beside else []
    if part.folder and code == NOTHING_COLLECTED:
        missing.append(f"{part.name}: there is no such test")
        code = 0
    spent = time.monotonic() - start
    over = f", over its budget of {part.budget} s" if spent > part.budget else ""
    ends = f"== {part.name}: {'passed' if code == 0 else 'FAILED'} in {spent:.0f} s{over}"
    print(*said, ends, sep="\n", flush=True)
    return code == 0


def ask(part: Part, report: Path, output: Path | None) -> int:
    """What the part's command ends with; what it says goes into `output`, if there is one."""
    program = shutil.which(part.command[0], path=f"{os.path.dirname(PYTHON)}:{os.environ['PATH']}")
    command = [program, *part.command[1:], *([f"--junitxml={report}"] if part.folder else [])]
    with output.open("wb") if output else nullcontext() as said:
        return subprocess.run(command, env=environment_of(part), stdout=said, stderr=said, check=False).returncode


def environment_of(part: Part) -> dict[str, str]:
    """What a part's command is told; Elasticsearch is for its own parts, as shops side by side would share indexes."""
    away = {} if part.name in SEARCHING else {"ELASTICSEARCH_URL": ""}
    return os.environ | away | part.environment


def skipped(part: str, report: Path) -> list[str]:
    """Reasons for which tests of this part were left out, with how many."""
    reasons = Counter(node.get("message", "") for node in ElementTree.parse(report).iter("skipped"))
    return [f"{part}: {reason} ({count})" for reason, count in sorted(reasons.items())]


def missing_services(tier: str) -> list[str]:
    """What is not on this machine, and the one command that brings it."""
    if tier not in ("test", "prove"):
        return []
    missing = []
    if not CHROMIUM:
        missing.append(f"journeys in a browser: {NO_CHROMIUM}")
    if "DATABASE_URL" not in os.environ:
        missing.append("PostgreSQL: DATABASE_URL is not set, so this ran on SQLite")
    if tier == "prove" and "ELASTICSEARCH_URL" not in os.environ:
        missing.append(f"Elasticsearch: {EXCUSE or 'ELASTICSEARCH_URL is not set'}")
    if "REDIS_URL" not in os.environ:
        missing.append("Redis: REDIS_URL is not set, so the cache was the database")
    return missing


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
