"""What comes again and again."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from outbox import registry, tasks
from outbox.contract import add, handler, schedule
from outbox.loop import Loop
from outbox.models import Job, Schedule
from outbox.runner import run_due
from outbox.schedules import add_due_schedules

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_schedule(monkeypatch):
    """Only this: a bell every hour."""
    monkeypatch.setattr(registry, "recurring", {})
    monkeypatch.setattr(registry, "handlers", {})
    schedule("bell", kind="bell", every=timedelta(hours=1))


@pytest.fixture
def rings():
    times = []
    handler("bell")(lambda: times.append(1))
    return times


def test_a_schedule_begins_at_once_and_comes_again_after_its_span(rings):
    for minutes in (0, 30, 59, 60, 61):
        add_due_schedules(at=NOON + timedelta(minutes=minutes))
        run_due(at=NOON + timedelta(minutes=minutes))

    assert len(rings) == 2


def test_a_schedule_keeps_its_beat_and_does_not_make_up_for_what_it_missed(rings):
    add_due_schedules(at=NOON)
    run_due(at=NOON)

    assert add_due_schedules(at=NOON + timedelta(hours=5, minutes=20)) == 1

    assert Schedule.objects.get().next_due == NOON + timedelta(hours=6)


def test_a_runner_that_looked_at_the_same_time_adds_nothing(monkeypatch):
    add_due_schedules(at=NOON)
    Job.objects.update(state=Job.State.DONE)
    at = NOON + timedelta(hours=1)
    stale = list(Schedule.objects.all())
    assert add_due_schedules(at=at) == 1
    Job.objects.all().delete()  # done and forgotten: its key is free again

    monkeypatch.setattr(Schedule.objects, "filter", _first_answer(Schedule.objects.filter, stale))

    assert add_due_schedules(at=at) == 0


def _first_answer(ask, rows):
    """The first question is answered with what stood there before."""
    answers = [rows]
    return lambda **conditions: answers.pop() if answers else ask(**conditions)


def test_work_that_does_not_get_done_does_not_pile_up():
    for hours in range(5):
        add_due_schedules(at=NOON + timedelta(hours=hours))

    assert Job.objects.count() == 1


def test_the_command_does_what_is_due_and_stops(rings):
    out = StringIO()

    call_command("outbox", "--once", stdout=out)

    assert out.getvalue() == "1 jobs done\n"
    assert rings == [1]


@pytest.mark.django_db(transaction=True)
def test_a_runner_gives_a_sign_of_life(tmp_path):
    sign = tmp_path / "alive"
    loop = Loop(sign_of_life=sign)

    loop.turn()

    assert sign.exists()


@pytest.mark.django_db(transaction=True)
def test_a_runner_says_once_what_it_cannot_do(caplog):
    add("from.tomorrow", key="a")
    loop = Loop()
    for _ in range(3):
        loop.housekeeping_due = timezone.now()
        loop.turn()

    told = [record.getMessage() for record in caplog.records if "from.tomorrow" in record.getMessage()]
    assert told == ["Work of kind from.tomorrow waits and nothing here can do it."]


@pytest.mark.django_db(transaction=True)
def test_a_runner_finishes_the_job_at_hand_when_it_is_told_to_stop(rings):
    loop = Loop()
    handler("stop")(loop.stop)
    handler("bell")(lambda: rings.append(1))
    registry.recurring.clear()
    add("stop", key="first")
    add("bell", key="second")

    loop.run(seconds=5)

    states = dict(Job.objects.values_list("key", "state"))
    assert states == {"first": Job.State.DONE, "second": Job.State.READY}


def test_old_work_that_ended_well_is_forgotten_and_dead_work_is_not():
    now = timezone.now()
    rows = [
        ("old", Job.State.DONE, 31),
        ("cancelled", Job.State.CANCELLED, 31),
        ("dead", Job.State.DEAD, 31),
        ("new", Job.State.DONE, 29),
    ]
    for key, state, days in rows:
        then = now - timedelta(days=days)
        Job.objects.create(key=key, kind="bell", state=state, due=then, created_at=then, finished_at=then)

    tasks.prune()

    assert sorted(Job.objects.values_list("key", flat=True)) == ["dead", "new"]
