"""`make bench`: pages of the demonstration against a bare Django view, side by side in one run, as ratios.

Both are served by gunicorn with two processes of four threads. Each page is measured made anew for each visitor, and
kept for all of them. Each figure is the median of at least five pairs that are measured one after the other, so that a
busy machine slows both sides of a pair.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.journeys.running import ROOT, RunningShop, copied, free_port, prepared
from tests.load.writing import measured_on, write_down

PAIRS = int(os.environ.get("PAIRS", "5"))
SECONDS = float(os.environ.get("SECONDS", "4"))
CONNECTIONS = 10
ALONE = 200  # requests, one after the other


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    at_least: float  # of what the bare view gives
    kept_seconds: int = 0


UNCACHED = [
    Page("catalogue", "/en/courses/", 0.10),
    Page("course page", "/en/courses/the-long-exhale/", 0.08),
    Page("home", "/en/", 0.08),
    Page("courses, JSON", "/api/courses", 0.08),
]
# Documents are made for whoever asks, and never kept.
KEPT = [page for page in UNCACHED if not page.path.startswith("/api/")]
PAGES = [*UNCACHED, *(Page(f"{page.name}, kept", page.path, 0.60, kept_seconds=60) for page in KEPT)]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, bare_view() as bare:
        lines = []
        for seconds in (0, 60):
            with shop_that_keeps(seconds, Path(folder) / f"shop-{seconds}") as port:
                lines += [line_of(page, port, bare) for page in PAGES if page.kept_seconds == seconds]
    report = table(lines)
    print(report)
    write_down(report, begin="<!-- bench -->", end="<!-- /bench -->")
    return 0


@contextmanager
def shop_that_keeps(seconds: int, folder: Path):
    os.environ["PAGES_KEPT_SECONDS"] = str(seconds)
    os.environ["API_READS_PER_MINUTE"] = "0"
    shop = RunningShop(copied(prepared(), folder))
    shop.start()
    try:
        yield shop.port
    finally:
        shop.stop()


@contextmanager
def bare_view():
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket", "--log-level", "warning", "tests.load.bare:application"]
    server = subprocess.Popen(command, cwd=ROOT, env={"PATH": os.environ["PATH"]})
    try:
        for _ in range(100):
            try:
                HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def line_of(page: Page, port: int, bare: int) -> list[str]:
    for warm, path in ((port, page.path), (bare, "/")):
        per_second(warm, path, seconds=1)
    pairs = [(per_second(port, page.path), per_second(bare, "/")) for _ in range(PAIRS)]
    ratio = statistics.median(ours / least for ours, least in pairs)
    latencies = sorted(alone(port, page.path))
    median, late = statistics.median(latencies), latencies[int(len(latencies) * 0.95)]
    return [
        page.name,
        f"{statistics.median(ours for ours, _ in pairs):.0f}",
        f"{statistics.median(least for _, least in pairs):.0f}",
        f"{ratio:.3f}",
        f"{page.at_least:.2f}",
        f"{median * 1000:.1f} / {late * 1000:.1f}",
    ]


def per_second(port: int, path: str, *, seconds: float = SECONDS) -> float:
    """Answers per second with ten connections; by `wrk` where it is installed, else by threads of our own."""
    if wrk := shutil.which("wrk"):
        command = [wrk, "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds:.0f}s", f"http://127.0.0.1:{port}{path}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in said, said
        return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    counts, end = [0] * CONNECTIONS, time.monotonic() + seconds

    def ask(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            get(connection, path)
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=[number]) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def alone(port: int, path: str) -> list[float]:
    """Seconds of each answer when nobody else asks."""
    connection, spent = HTTPConnection("127.0.0.1", port, timeout=30), []
    for _ in range(ALONE):
        start = time.perf_counter()
        get(connection, path)
        spent.append(time.perf_counter() - start)
    return spent


def get(connection: HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, f"{path} answers {answer.status}"


def table(lines: list[list[str]]) -> str:
    generator = "wrk" if shutil.which("wrk") else "threads of Python, which slow both sides"
    asked = f"SQLite, asked by {generator}; {PAIRS} pairs of {SECONDS:.0f} s, {CONNECTIONS} connections.\n"
    columns = ["page", "answers/s", "bare view/s", "ratio", "wanted", "alone: median / p95, ms"]
    rows = [columns, ["---"] * len(columns), *lines]
    return "\n".join([measured_on(asked), *("| " + " | ".join(row) + " |" for row in rows)])


if __name__ == "__main__":
    sys.exit(main())
