"""Several at the same time: real threads on real connections."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, connections

from outbox import registry
from outbox.contract import add, handler, schedule
from outbox.loop import DATABASE_SECONDS, Loop
from outbox.models import Job
from outbox.runner import run_due
from outbox.schedules import add_due_schedules

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_own_work(monkeypatch):
    monkeypatch.setattr(registry, "handlers", {})
    monkeypatch.setattr(registry, "recurring", {})


def together(do, *, threads=8) -> list:
    """What each of several threads got that did the same at the same moment."""
    answers, barrier = [], threading.Barrier(threads)

    def run():
        try:
            barrier.wait()
            answers.append(do())
        finally:
            connections.close_all()

    started = [threading.Thread(target=run) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return answers


def test_of_those_who_report_the_same_fact_one_is_told_that_it_is_new():
    answers = together(lambda: add("note", key="a"))

    assert sorted(answers) == [False] * 7 + [True]
    assert Job.objects.count() == 1


def test_runners_share_the_work_and_do_nothing_twice():
    done = []
    handler("note")(lambda number: done.append(number))
    for number in range(30):
        add("note", key=str(number), payload={"number": number})

    counts = together(run_due, threads=4)

    assert sorted(done) == list(range(30))
    assert sum(counts) == 30


def test_of_many_runners_one_advances_a_schedule():
    schedule("bell", kind="bell", every=timedelta(hours=1))
    add_due_schedules(at=NOON)
    Job.objects.all().delete()

    counts = together(lambda: add_due_schedules(at=NOON + timedelta(hours=1)))

    assert sum(counts) == 1
    assert Job.objects.count() == 1


def test_a_runner_waits_while_the_database_is_away_and_goes_on_when_it_is_back():
    done = []
    handler("note")(lambda: done.append(1))
    add("note", key="a")
    loop, name = Loop(), connection.settings_dict["NAME"]
    connection.close()

    connection.settings_dict["NAME"] = "/nowhere/at/all"
    with pytest.raises(OperationalError):
        connection.ensure_connection()
    assert loop.turn() == DATABASE_SECONDS
    connection.settings_dict["NAME"] = name

    assert loop.turn() == 0
    assert done == [1]
