"""The search over 100,000 listings in four languages, by the database's own engine and by Elasticsearch.

`make soak PART=heap` (LISTINGS=100000), on the database that DATABASE_URL names and on the server at ELASTICSEARCH_URL,
if there is one. Texts are drawn from the words of the demonstration, each as often as its place among them says (Zipf);
what is asked are the queries that were judged for the demonstration, slips among them.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median, quantiles
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings.test")

import django
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

django.setup()

from integrations.elasticsearch import engine as slow  # noqa: E402
from integrations.elasticsearch.asking import request_of  # noqa: E402
from outbox.runner import run_due  # noqa: E402
from search import writing  # noqa: E402
from search.engine import Question, engine  # noqa: E402
from search.models import Listing, Thing  # noqa: E402
from tests.databases import TestDatabase  # noqa: E402
from tests.factories.courses import make_course, page_of, publish  # noqa: E402
from tests.load.speaking import Speaker, behind  # noqa: E402
from tests.load.writing import measured_on, write_down  # noqa: E402
from tests.search.corpus import LANGUAGES, judgements  # noqa: E402

LISTINGS = int(os.environ.get("LISTINGS", "100000"))
ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
AT_ONCE = 100  # things, as a rebuild writes them
KINDS = {"course": 4, "event": 3, "product": 3, "article": 2, "person": 1}
ASKED = 60  # times for each line
ENGLISH = [one.words for one in judgements() if one.language == "en"]
Line = tuple[str, str, str]


def main() -> int:
    logging.disable(logging.INFO)
    database = TestDatabase()
    database.open()
    lines: list[Line] = []

    def tell(some: Iterable[Line]) -> None:
        for line in some:
            lines.append(line)
            print(" | ".join(line), flush=True)

    try:
        for part in (written(), asked("the database"), changed("the database"), size()):
            tell(part)
        if ELASTICSEARCH_URL:
            settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = ELASTICSEARCH_URL, f"heap-{os.getpid()}-"
            settings.SEARCH_ENGINE = "integrations.elasticsearch.engine.ElasticsearchEngine"
            slow.SLOWEST = 60  # on a busy machine it is measured, not given up
            for part in (told(), asked("Elasticsearch"), changed("Elasticsearch"), weight()):
                tell(part)
            client = engine().client
            client.indices.delete(index=list(client.indices.get_alias(name=engine().alias)))
    finally:
        database.close()
    server = "Elasticsearch with 384 MB beside it" if ELASTICSEARCH_URL else "no Elasticsearch here"
    head = measured_on(f"{connection.vendor}, {server}, {LISTINGS} listings")
    rows = [("what", "median / p95; the process itself worked", "target"), ("---",) * 3, *lines]
    report = "\n".join([head, "", *(f"| {' | '.join(row)} |" for row in rows)])
    print(report)
    write_down(report, begin="<!-- heap -->", end="<!-- /heap -->")
    return 0


# Writing ------------------------------------------------------------------------------


def written() -> Iterator[Line]:
    numbers, chance = behind(), random.Random(7)  # the same heap each time
    while run_due():
        pass
    yield f"page among {Listing.objects.count()} listings", each(gets("/en/search/", [{"q": "number"}])), ""
    speaking = {language: Speaker(language, chance) for language in LANGUAGES}
    begun, now = time.monotonic(), timezone.now()
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=LISTINGS // len(LANGUAGES))
    for place in range(0, len(kinds), AT_ONCE):
        some = [Thing(kind=kind, key=UUID(int=chance.getrandbits(128)), wanted=1) for kind in kinds[place:][:AT_ONCE]]
        with transaction.atomic():
            Thing.objects.bulk_create(some)
            said = [
                speaking[language].document(thing, chance.choice(numbers[thing.kind]), now)
                for thing in some
                for language in LANGUAGES
            ]
            writing.write(some, said, at=now)
        if place == AT_ONCE:
            analyse()  # what a database at work does by itself
        if sys.stdout.isatty():
            print(f"\r{(place + len(some)) * len(LANGUAGES)} listings", end="", flush=True)
    spent = time.monotonic() - begun
    analyse()
    yield f"{Listing.objects.count()} listings written, with their words", f"{LISTINGS / spent:.0f}/s", ""


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def told() -> Iterator[Line]:
    begun = time.monotonic()
    engine().rebuild(Listing.objects.select_related("thing").order_by("pk").iterator(chunk_size=500))
    yield "Elasticsearch: listings told", f"{LISTINGS / (time.monotonic() - begun):.0f}/s", ""


# Asking -------------------------------------------------------------------------------


def asked(who: str) -> Iterator[Line]:
    before, now = memory(), timezone.now()
    firsts = [
        spent(lambda code=code, typed=typed: engine().search(Question(typed, code, "EUR", at=now)))
        for code in LANGUAGES
        for typed in ("", "xy")  # what things answer, and which words there are
    ]
    yield f"{who}: first searches of a process, in four languages", f"{sum(firsts):.0f} ms", ""
    yield f"{who}: what a process keeps of them", f"{memory() - before:.0f} MB", ""

    asking = [Question(one.words, one.language, "EUR", at=now) for one in judgements()]
    target = "p95 ≤ 5 ms" if who == "Elasticsearch" else ""
    yield (
        f"{who}: engine, {len(asking)} judged queries",
        each([partial(engine().search, one) for one in asking]),
        target,
    )
    if who == "Elasticsearch":
        yield "Elasticsearch: the same, by its own clock, median / p95", most_of([took(one) for one in asking]), target

    for what, address, extra in (
        ("page", "/en/search/", {}),
        ("page, with two filters", "/en/search/", {"kind": ["course", "event"], "price": ["low"]}),
        ("JSON", "/api/search", {}),
        ("suggestions", "/en/search/suggest", {}),
    ):
        if who == "Elasticsearch" and what == "suggestions":
            continue  # the database's in any case
        yield f"{who}: {what}", each(gets(address, [{"q": words, **extra} for words in ENGLISH])), "p95 ≤ 25 ms"
    browse = [{"kind": "event"}, {"theme": "breath", "sort": "newest"}, {"kind": "course", "sort": "price", "page": 3}]
    yield f"{who}: page without words, by filters", each(gets("/en/search/", browse)), "p95 ≤ 25 ms"


def gets(address: str, asked: list[dict]) -> list[Callable[[], object]]:
    """So many visits, the first of which nobody counts."""
    shop = Client()
    shop.get(address, asked[0])

    def get(asking: dict) -> None:
        answer = shop.get(address, asking)
        assert answer.status_code == 200, f"{address} {asking}: {answer.status_code}"

    return [partial(get, asking) for asking in itertools.islice(itertools.cycle(asked), ASKED)]


def took(question: Question) -> float:
    return engine().client.search(index=engine().alias, **request_of(question, forgiving=False)).body["took"]


def changed(who: str) -> Iterator[Line]:
    """From a publication until it is found, by a process that has searched before."""
    word = {"the database": "zephyrs", "Elasticsearch": "quokkas"}[who]
    while run_due():
        pass
    engine().search(Question("breath", "en", "EUR", at=timezone.now()))
    course = make_course(f"Seven {word}")
    background = spent(run_due)
    asking = Question(word, "en", "EUR", at=timezone.now())
    search = spent(lambda: engine().search(asking))
    there = engine().search(asking).total == 1
    told = f"{background + search:.0f} ms, of it {search:.0f} ms in the first search" if there else "never"
    yield f"{who}: a publication is found after", told, "≤ 1,000 ms"
    page = page_of(course)
    page.prices.all().update(amount=1234)
    publish(page)
    run_due()
    again = spent(lambda: engine().search(Question("breath", "en", "EUR", at=timezone.now())))
    yield f"{who}: first search after a price has changed", f"{again:.0f} ms", ""


# Measures -----------------------------------------------------------------------------


def size() -> Iterator[Line]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'search%'"
            )
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        (octets,) = cursor.fetchone()
    yield "the database: size on disk", f"{int(octets) / 1e6:.0f} MB", ""


def weight() -> Iterator[Line]:
    stored = engine().client.indices.stats(index=engine().alias, metric="store")["_all"]["total"]["store"]
    yield "Elasticsearch: size on disk", f"{stored['size_in_bytes'] / 1e6:.0f} MB", ""
    nodes = engine().client.nodes.stats(metric="jvm")["nodes"].values()
    heap = sum(node["jvm"]["mem"]["heap_used_in_bytes"] for node in nodes)
    yield "Elasticsearch: heap in use", f"{heap / 1e6:.0f} MB", ""


def memory() -> float:
    """Megabytes that this process holds."""
    with open("/proc/self/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def spent(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def each(works: list[Callable[[], object]]) -> str:
    """How long they took; and how much of it this process worked, whatever else the machine does."""
    begun = time.process_time()
    times = [spent(work) for work in works]
    worked = 1000 * (time.process_time() - begun) / len(works)
    return f"{most_of(times)}; {worked:.1f} ms"


def most_of(times: list[float]) -> str:
    return f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
