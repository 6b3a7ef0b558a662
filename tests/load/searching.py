"""The third part of `make bench`: how good and how quick the search is, over the words of the demonstration.

On the database that DATABASE_URL names, in one process, nothing kept but the vocabulary.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median, quantiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings.test")

import django
from django.db import connection
from django.test import Client

django.setup()

from outbox.runner import run_due  # noqa: E402
from search.engine import engine  # noqa: E402
from tests.databases import TestDatabase  # noqa: E402
from tests.factories.courses import make_course  # noqa: E402
from tests.load.writing import measured_on, write_down  # noqa: E402
from tests.search.corpus import ask, gain, judgements, said, write_corpus  # noqa: E402


def main() -> int:
    database = TestDatabase()
    database.open()
    try:
        report = "\n".join(
            [
                measured_on(connection.vendor),
                "",
                "| what | measured | target |",
                "| --- | --- | --- |",
                *(f"| {' | '.join(line)} |" for line in [*written(), *asked(), *pages(), published()]),
            ]
        )
    finally:
        database.close()
    print(report)
    write_down(report, begin="<!-- search -->", end="<!-- /search -->")
    return 0


def written() -> list[tuple[str, ...]]:
    begun = time.monotonic()
    listings = len(write_corpus())
    return [(f"{listings} listings written, with their words", f"{time.monotonic() - begun:.1f} s", "≤ 3 s")]


def asked() -> list[tuple[str, ...]]:
    gains, times = [], []
    for judged in judgements():
        begun = time.monotonic()
        found = ask(engine(), judged)
        times.append(1000 * (time.monotonic() - begun))
        gains.append((judged, gain(judged, found)))
    return [
        ("how good the first ten are", said(gains), "≥ 0.85"),
        ("engine, median / p95", _times(times), "p95 ≤ 50 ms"),
    ]


def pages() -> list[tuple[str, ...]]:
    client, found = Client(), []
    for address in ("/en/search/", "/en/search/suggest", "/api/search"):
        times = []
        for judged in judgements():
            if judged.language == "en":
                begun = time.monotonic()
                client.get(address, {"q": judged.words})
                times.append(1000 * (time.monotonic() - begun))
        found.append((f"{address}, median / p95", _times(times), "p95 ≤ 300 ms"))
    return found


def published() -> tuple[str, ...]:
    """From the publication until it is found."""
    make_course("A zephyr")
    begun = time.monotonic()
    run_due()
    delay = time.monotonic() - begun
    there = "zephyr" in Client().get("/en/search/suggest", {"q": "zeph"}).content.decode().lower()
    return ("a publication is found after", f"{delay:.2f} s" if there else "never", "≤ 1 s")


def _times(times: list[float]) -> str:
    return f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
