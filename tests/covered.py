"""Whether tests go every way through each `operations.py`: at least nine in ten of its lines and branches, or it fails.

Where MEASURED names a folder, pytest notes there which ways its tests go (PYTEST_PLUGINS=tests.covered). What is asked
is written into the bytes of these files alone, so that nothing else becomes slower. `python -m tests.covered` tells the
ways that nobody goes: each asks for a test.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import slipcover

ROOT = Path(__file__).resolve().parents[1]
AT_LEAST = 0.9


def operations() -> list[str]:
    """Each file of ours that says what may happen."""
    packages = [marker.parent for marker in ROOT.glob("*/__init__.py") if marker.parent.name != "tests"]
    found = [path for folder in sorted([*packages, ROOT / "site"]) for path in sorted(folder.rglob("operations.py"))]
    return [str(path.relative_to(ROOT)) for path in found]


class Operations:
    """These files, as slipcover asks for them."""

    paths = frozenset(str(ROOT / path) for path in operations())

    def matches(self, path: str | Path) -> bool:
        return str(path) in self.paths


if "MEASURED" in os.environ:
    measured = slipcover.Slipcover(branch=True)
    # Before Django is set up, which imports some of them.
    slipcover.ImportManager(measured, Operations()).__enter__()

    def pytest_sessionfinish() -> None:
        folder = Path(os.environ["MEASURED"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{os.getpid()}.json").write_text(json.dumps(measured.get_coverage()))


def main(folder: Path) -> int:
    """What the processes that noted something there say together; it is gone then."""
    notes = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    if not notes:
        print(f"Nothing was noted in {folder}: run the part before this one.")
        return 1
    shutil.rmtree(folder)
    told, *others = notes
    for other in others:
        slipcover.merge_coverage(told, other)
    wrong = [line for path in operations() if (line := too_little(path, told["files"].get(path)))]
    print("\n".join(wrong) or f"{len(operations())} files: at least {AT_LEAST:.0%} of the lines and branches of each")
    return 1 if wrong else 0


def too_little(path: str, told: dict | None) -> str:
    """Which ways of a file nobody goes, or nothing where they are few."""
    if told is None:
        return f"{path}: no test goes there"
    covered = told["summary"]["percent_covered"] / 100
    if covered >= AT_LEAST:
        return ""
    ways = ", ".join(f"{start}→{end or 'end'}" for start, end in told["missing_branches"])
    return f"{path}: {covered:.0%}; nobody goes to lines {told['missing_lines']}, nor the ways {ways}"


if __name__ == "__main__":
    sys.exit(main(Path(os.environ["MEASURED"])))
