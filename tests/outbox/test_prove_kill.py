"""Workers are killed in the middle of their work, twelve times, and every effect happens once all the same.

The supplier honours idempotency keys, loses one answer in ten and sometimes hangs for longer than a lease.
Where our key is taken away the same run must show doubled effects: that proves that the run would see them.
"""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction

from outbox import registry, runner
from outbox.contract import add, handler
from outbox.loop import Loop
from outbox.models import Job

FACTS = 300
WORKERS = 3
KILLS = 12
PATIENCE_SECONDS = 150

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


class Supplier:
    """A ledger in a file of its own. A key that it has seen changes nothing."""

    def __init__(self, path) -> None:
        self.path = str(path)
        self._do("CREATE TABLE effect (key TEXT PRIMARY KEY, fact TEXT)")
        self._do("CREATE TABLE call (fact TEXT)")

    def act(self, *, key: str, fact: str) -> None:
        self._do("INSERT INTO call VALUES (?)", fact)
        self._do("INSERT OR IGNORE INTO effect VALUES (?, ?)", key, fact)
        chance = random.random()
        if chance < 0.01:
            time.sleep(3)  # longer than the lease: another worker has the job meanwhile
        elif chance < 0.1:
            raise ConnectionError("the answer was lost")
        time.sleep(random.uniform(0, 0.03))

    def effects(self) -> list[str]:
        return [fact for (fact,) in self._ask("SELECT fact FROM effect ORDER BY fact")]

    def calls(self) -> int:
        return self._ask("SELECT count(*) FROM call")[0][0]

    def _do(self, statement: str, *values) -> None:
        with closing(sqlite3.connect(self.path, timeout=30)) as database, database:
            database.execute(statement, values)

    def _ask(self, statement: str) -> list:
        with closing(sqlite3.connect(self.path, timeout=30)) as database:
            return database.execute(statement).fetchall()


@pytest.fixture
def supplier(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "handlers", {})
    monkeypatch.setattr(registry, "recurring", {})
    monkeypatch.setattr(runner, "FIRST_PAUSE", timedelta(milliseconds=300))
    return Supplier(tmp_path / "supplier.sqlite3")


def test_row_21_row_43_each_effect_happens_once_though_workers_are_killed(supplier):
    @handler("effect", lease=timedelta(seconds=2), most_attempts=50)
    def act(*, fact: str) -> None:
        supplier.act(key=f"effect:{fact}", fact=fact)

    facts = run_with_kills(seed=1)

    assert supplier.effects() == facts
    assert supplier.calls() > len(facts), "nothing was ever repeated, so nothing was proved"


def test_without_the_key_the_same_run_shows_doubled_effects(supplier):
    @handler("effect", lease=timedelta(seconds=2), most_attempts=50)
    def act(*, fact: str) -> None:
        supplier.act(key=uuid4().hex, fact=fact)

    facts = run_with_kills(seed=1)

    assert set(supplier.effects()) == set(facts)
    assert len(supplier.effects()) > len(facts)


def run_with_kills(*, seed: int) -> list[str]:
    """Write facts down while workers do them and die; gives the facts that were committed."""
    choice = random.Random(seed)
    workers = [start_worker() for _ in range(WORKERS)]
    try:
        facts = write_down_facts(choice)
        for _ in range(KILLS):
            time.sleep(choice.uniform(0.1, 0.6))
            victim = choice.randrange(WORKERS)
            workers[victim].kill()
            workers[victim].join()
            workers[victim] = start_worker()
        wait_until_all_is_done()
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
    return facts


def write_down_facts(choice: random.Random) -> list[str]:
    """Each fact is reported twice; one transaction in ten is rolled back."""
    facts = []
    for number in range(FACTS):
        fact, fails = f"{number:04}", choice.random() < 0.1
        for _ in range(2):
            with transaction.atomic():
                add("effect", key=f"fact:{fact}", payload={"fact": fact})
                if fails:
                    transaction.set_rollback(True)
        if not fails:
            facts.append(fact)
    return facts


def start_worker() -> multiprocessing.Process:
    connections.close_all()  # a child must not share a socket with us
    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    return worker


def work() -> None:
    random.seed()
    Loop().run()


def wait_until_all_is_done() -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while Job.objects.exclude(state=Job.State.DONE).exists():
        assert time.monotonic() < end, f"{Job.objects.exclude(state=Job.State.DONE).count()} jobs were never done"
        time.sleep(0.2)
