"""The tiers of proof, each with its parts, their budgets and what did not run. `python -m tests.run check`"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field

PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-rs"]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadfile"]


@dataclass(frozen=True)
class Part:
    """One command of a tier, with the seconds that it may take on two cores."""

    name: str
    command: list[str]
    budget: int
    environment: dict[str, str] = field(default_factory=dict)


QUICK = "not prove and not soak and not journey"
ON_SQLITE = {"DATABASE_URL": "sqlite://:memory:"}

TIERS: dict[str, list[Part]] = {
    "check": [
        Part("lint", ["ruff", "check", "."], 5),
        Part("format", ["ruff", "format", "--check", "."], 5),
        Part("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], 10, ON_SQLITE),
        Part("unit", [*PYTEST, *SIDE_BY_SIDE, "-m", QUICK], 45, ON_SQLITE),
    ],
    "test": [
        Part("lint", ["ruff", "check", "."], 5),
        Part("format", ["ruff", "format", "--check", "."], 5),
        Part("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], 10, ON_SQLITE),
        Part("unit", [*PYTEST, *SIDE_BY_SIDE, "-m", QUICK], 240),
        Part("journeys", [*PYTEST, "tests/journeys", "-m", "journey and not prove"], 300),
    ],
    "prove": [
        Part("outbox", [*PYTEST, "tests/outbox", "-m", "prove"], 240),
        Part("payments", [*PYTEST, "tests/payments", "-m", "prove"], 420),
        Part("journeys", [*PYTEST, "tests/journeys", "-m", "prove"], 600),
    ],
    "soak": [Part("soak", [*PYTEST, "-m", "soak"], 4 * 3600)],
}


def main(tier: str, only: str = "") -> int:
    parts = [part for part in TIERS[tier] if only in ("", part.name)]
    if not parts:
        names = ", ".join(part.name for part in TIERS[tier])
        print(f"There is no part {only!r} in {tier}; there are: {names}.")
        return 2
    failed = [part.name for part in parts if not run(part)]
    tell_what_did_not_run(tier)
    print(f"{tier}: " + (f"failed in {', '.join(failed)}" if failed else "all parts passed"))
    return 1 if failed else 0


def run(part: Part) -> bool:
    print(f"\n== {part.name} (budget {part.budget} s)", flush=True)
    start = time.monotonic()
    program = [shutil.which(part.command[0], path=f"{os.path.dirname(PYTHON)}:{os.environ['PATH']}"), *part.command[1:]]
    code = subprocess.run(program, env=os.environ | part.environment, check=False).returncode  # noqa: S603
    spent = time.monotonic() - start
    over = f", over its budget of {part.budget} s" if spent > part.budget else ""
    print(f"== {part.name}: {'passed' if code == 0 else 'FAILED'} in {spent:.0f} s{over}", flush=True)
    return code == 0


def tell_what_did_not_run(tier: str) -> None:
    """Skipped is never silent: what is missing here, and the one command that brings it."""
    missing = []
    if tier in ("test", "prove") and not CHROMIUM:
        missing.append("journeys in a browser: no Chromium here; install it with: apt-get install chromium")
    if tier in ("test", "prove") and "DATABASE_URL" not in os.environ:
        missing.append("PostgreSQL: DATABASE_URL is not set, so this ran on SQLite")
    if tier in ("test", "prove") and "REDIS_URL" not in os.environ:
        missing.append("Redis: REDIS_URL is not set, so the cache was the database")
    if missing:
        print("\nDid not run:", *[f"  {line}" for line in missing], sep="\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
