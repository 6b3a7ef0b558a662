"""Whether tests go every way through each `operations.py`: at least nine in ten of its lines and branches, or it fails.

Python 3.11 measures by a hook that slows everything by half, so only the files of tests that it takes are asked, apart
from the others and instead of among them (`tests/run.py`), half of them on each of two cores. A new way that nobody
goes asks for a test, or for its file here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AT_LEAST = 0.9
MARKS = "not whole and not prove and not soak and not journey"
FILES = [
    "tests/accounts/test_privacy.py",
    "tests/api/test_checkout.py",
    "tests/api/test_keeping.py",
    "tests/capacity/test_holding.py",
    "tests/capacity/test_on_top.py",
    "tests/capacity/test_quotas.py",
    "tests/cancellations/test_cancelling.py",
    "tests/courses/test_lessons_records.py",
    "tests/courses/test_publishing.py",
    "tests/courses/test_selling_desk.py",
    "tests/desk/test_acts.py",
    "tests/desk/test_attention.py",
    "tests/desk/test_withdrawals.py",
    "tests/downloads/test_publishing.py",
    "tests/events/test_booking.py",
    "tests/events/test_changes.py",
    "tests/events/test_changes_desk.py",
    "tests/events/test_changes_shown.py",
    "tests/events/test_changes_waiting.py",
    "tests/events/test_circulars.py",
    "tests/events/test_door.py",
    "tests/events/test_giving_back.py",
    "tests/events/test_publishing.py",
    "tests/events/test_reminding.py",
    "tests/events/test_tickets.py",
    "tests/home/test_contact.py",
    "tests/invoices/test_issuing.py",
    "tests/learning/test_progress.py",
    "tests/media/test_captions.py",
    "tests/media/test_keeping.py",
    "tests/messaging/test_newsletter.py",
    "tests/messaging/test_second_supplier.py",
    "tests/messaging/test_ways_out.py",
    "tests/messaging/test_whatsapp.py",
    "tests/messaging/test_whatsapp_turned.py",
    "tests/outbox/test_jobs.py",
    "tests/reviews/test_reviewing.py",
    "tests/search/test_indexing.py",
    "tests/translating/test_board.py",
    "tests/translating/test_files.py",
    "tests/waiting/test_letters.py",
    "tests/waiting/test_lists.py",
    "tests/payments/test_examining.py",
    "tests/payments/test_opening.py",
    "tests/shop/test_cart.py",
    "tests/shop/test_cart_pages.py",
    "tests/shop/test_checkout_pages.py",
    "tests/shop/test_guest_accounts.py",
    "tests/shop/test_handing_over.py",
    "tests/shop/test_order_letter.py",
    "tests/shop/test_order_pages.py",
    "tests/shop/test_orders.py",
    "tests/shop/test_payment_on_its_way.py",
    "tests/withdrawals/test_declaring.py",
]


def operations() -> list[str]:
    """Each file of ours that says what may happen."""
    packages = [marker.parent for marker in ROOT.glob("*/__init__.py") if marker.parent.name != "tests"]
    found = [path for folder in sorted([*packages, ROOT / "site"]) for path in sorted(folder.rglob("operations.py"))]
    return [str(path.relative_to(ROOT)) for path in found]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        halves = [FILES[::2], FILES[1::2]]
        runs = [measuring(files, f"{folder}/data.{number}", number) for number, files in enumerate(halves)]
        failed = [run.wait() for run in runs]
        if any(failed):
            return 1
        report = Path(folder) / "report.json"
        coverage("combine", "-q", "--keep", f"--data-file={folder}/data", *(f"{folder}/data.{n}" for n in (0, 1)))
        coverage("json", "-q", f"--data-file={folder}/data", "-o", str(report))
        measured = json.loads(report.read_text())["files"]
    wrong = [line for path in operations() if (line := too_little(path, measured.get(path)))]
    print("\n".join(wrong) or f"{len(operations())} files: at least {AT_LEAST:.0%} of the lines and branches of each")
    return 1 if wrong else 0


def measuring(files: list[str], data: str, number: int) -> subprocess.Popen:
    """One of the runs side by side, with a cache of its own."""
    include = ",".join(operations())
    command = ["-m", "coverage", "run", "--branch", f"--include={include}", f"--data-file={data}"]
    return subprocess.Popen(
        [sys.executable, *command, "-m", "pytest", "-rs", *files, "-m", MARKS],
        cwd=ROOT,
        env=os.environ | {"NEIGHBOUR": str(number)},
    )


def coverage(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=True)


def too_little(path: str, told: dict | None) -> str:
    """Which ways of a file nobody goes, or nothing where they are few."""
    if told is None:
        return f"{path}: no test goes there"
    covered = told["summary"]["percent_covered"] / 100
    if covered >= AT_LEAST:
        return ""
    ways = ", ".join(f"{start}→{end if end > 0 else 'end'}" for start, end in told["missing_branches"])
    return f"{path}: {covered:.0%}; nobody goes to lines {told['missing_lines']}, nor the ways {ways}"


if __name__ == "__main__":
    sys.exit(main())
