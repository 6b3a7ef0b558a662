"""What the outbox promises to whoever writes work down."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from outbox import registry
from outbox.contract import Permanent, Priority, TryLater, add, backlog, cancel, handler, let_go, requeue
from outbox.models import Job
from outbox.runner import claim, run_due, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_own_handlers(monkeypatch):
    """The tests' own kinds of work, and nobody else's."""
    monkeypatch.setattr(registry, "handlers", {})


@pytest.fixture
def notes():
    """What the "note" job wrote, in order."""
    written = []
    handler("note", most_attempts=3)(lambda text="": written.append(text))
    return written


def failing(error, kind="fails", **options):
    @handler(kind, **options)
    def fail(**payload):
        raise error


def later(**span):
    return timezone.now() + timedelta(**span)


def test_work_is_done_once_with_its_payload(notes):
    add("note", key="a", payload={"text": "hello"})

    assert run_due() == 1
    assert run_due() == 0
    assert notes == ["hello"]
    assert Job.objects.get().state == Job.State.DONE


def test_the_same_fact_is_written_down_once(notes):
    assert add("note", key="a", payload={"text": "first"}) is True
    assert add("note", key="a", payload={"text": "second"}) is False

    run_due()
    assert notes == ["first"]


def test_a_repeated_fact_leaves_the_callers_transaction_whole(notes):
    add("note", key="a")
    with transaction.atomic():
        add("note", key="a")
        add("note", key="b")

    assert Job.objects.count() == 2


def test_work_of_a_cause_that_was_rolled_back_is_never_done(notes):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add("note", key="a")
        raise ZeroDivisionError

    assert run_due() == 0
    assert notes == []


def test_work_waits_until_it_is_due_and_goes_in_order(notes):
    add("note", key="second", payload={"text": "second"}, due=later(hours=2))
    add("note", key="first", payload={"text": "first"}, due=later(hours=1))

    assert run_due() == 0
    assert run_due(at=later(hours=3)) == 2
    assert notes == ["first", "second"]


def test_work_that_adds_work_is_followed_by_it(notes):
    handler("chain")(lambda: add("note", key="after", payload={"text": "after"}))
    add("chain", key="before")

    assert run_due(at=later(seconds=1)) == 2
    assert notes == ["after"]


def test_a_limit_leaves_the_rest(notes):
    for number in range(3):
        add("note", key=str(number))

    assert run_due(limit=2) == 2
    assert Job.objects.filter(state=Job.State.READY).count() == 1


def test_a_failure_is_tried_again_later_and_later():
    failing(OSError("no answer"))
    add("fails", key="a")
    start = later(seconds=1)

    run_due(at=start)
    first = Job.objects.get().due - start
    run_due(at=start + timedelta(minutes=1))
    second = Job.objects.get().due - start - timedelta(minutes=1)

    assert timedelta(seconds=5) <= first <= timedelta(seconds=10)
    assert timedelta(seconds=15) <= second <= timedelta(seconds=30)
    assert Job.objects.get().last_error == "OSError: no answer"


def test_work_is_dead_after_its_last_attempt_and_can_be_asked_for_again(notes):
    failing(OSError("no answer"), most_attempts=2)
    add("fails", key="a")
    for days in range(3):
        run_due(at=later(days=days + 1))

    dead = Job.objects.get()
    assert (dead.state, dead.attempts) == (Job.State.DEAD, 2)
    handler("fails")(lambda: notes.append("done"))
    assert requeue(key="a") is True
    assert requeue(key="a") is False
    run_due(at=later(seconds=1))
    assert notes == ["done"]


def test_what_trying_again_cannot_help_is_dead_at_once():
    failing(Permanent("no such address"))
    add("fails", key="a")

    run_due()

    job = Job.objects.get()
    assert (job.state, job.attempts, job.last_error) == (Job.State.DEAD, 1, "Permanent: no such address")


def test_who_gave_the_work_hears_when_it_is_given_up():
    heard = []
    failing(Permanent("no"), given_up=lambda number: heard.append(number))
    add("fails", key="a", payload={"number": 7})

    run_due()
    run_due()

    assert heard == [7]


def test_work_is_given_up_even_if_what_follows_fails():
    failing(Permanent("no"), given_up=lambda: 1 / 0)
    add("fails", key="a")

    run_due()

    assert Job.objects.get().state == Job.State.DEAD


def test_being_asked_for_patience_costs_no_attempt():
    failing(TryLater("busy", after=timedelta(minutes=5)), most_attempts=1)
    add("fails", key="a")
    start = later(seconds=1)

    run_due(at=start)
    run_due(at=start + timedelta(minutes=5))

    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.READY, 0)
    assert job.due == start + timedelta(minutes=10)


def test_patience_ends_after_a_week():
    failing(TryLater("busy", after=timedelta(minutes=5)))
    add("fails", key="a")

    run_due(at=later(days=8))

    assert Job.objects.get().state == Job.State.DEAD


def test_errors_are_kept_without_people_and_keys():
    failing(ValueError("ada@example.org, +49 170 1234567, sk_live_abcdef123456 and \x00 refused"))
    add("fails", key="a")

    run_due()

    assert Job.objects.get().last_error == "ValueError: [address], [number], [key] and  refused"


def test_cancelled_work_is_not_done_and_work_under_way_cannot_be_cancelled(notes):
    add("note", key="a")
    add("note", key="b")
    assert cancel(key="a") is True
    assert cancel(key="a") is False

    job = claim("somebody", at=later(seconds=1))
    assert job.key == "b"
    assert cancel(key="b") is False


def test_unknown_work_stays_for_a_version_that_knows_it(notes):
    add("from.tomorrow", key="a")

    assert run_due() == 0
    assert Job.objects.get().state == Job.State.READY


def test_a_leased_job_is_not_given_to_a_second_worker_until_the_lease_is_over(notes):
    add("note", key="a")
    now = later(seconds=1)

    assert claim("first", at=now).key == "a"
    assert claim("second", at=now + timedelta(seconds=59)) is None
    assert claim("second", at=now + timedelta(seconds=61)).attempts == 2


def test_row_47_the_end_of_an_attempt_whose_lease_ran_out_does_not_count(notes):
    add("note", key="a", payload={"text": "hello"})
    now = later(seconds=1)
    slow = claim("slow", at=now)
    claim("quick", at=now + timedelta(seconds=61))

    work(slow, at=now + timedelta(seconds=62))

    job = Job.objects.get()
    assert (job.state, job.lease_by) == (Job.State.READY, "quick")


def test_work_that_kills_its_worker_each_time_is_given_up(notes):
    add("note", key="a")
    for hours in range(3):
        claim(f"worker {hours}", at=later(hours=hours + 1))

    run_due(at=later(hours=5))

    job = Job.objects.get()
    assert (job.state, job.attempts, notes) == (Job.State.DEAD, 3, [])


def test_no_job_sees_the_language_of_the_one_before():
    seen = []
    handler("arabic")(lambda: translation.activate("ar"))
    handler("look")(lambda: seen.append(translation.get_language()))
    add("arabic", key="a")
    add("look", key="b")

    run_due()

    assert seen == ["en"]


def test_what_somebody_waits_for_overtakes_what_was_written_down_before(notes):
    add("note", key="a", payload={"text": "news"}, priority=Priority.BULK)
    add("note", key="b", payload={"text": "order"})
    add("note", key="c", payload={"text": "reset"}, priority=Priority.URGENT)

    run_due()

    assert notes == ["reset", "order", "news"]


def test_the_backlog_counts_what_could_have_been_begun_and_what_was_given_up():
    now = timezone.now()
    add("note", key="a", due=now - timedelta(seconds=90))
    add("note", key="b", due=now)
    add("note", key="c", due=now + timedelta(seconds=1))
    add("note", key="d")
    Job.objects.filter(key="d").update(state=Job.State.DEAD)

    found = backlog(at=now)

    assert (found.due, found.oldest_seconds, found.dead) == (2, 90.0, 1)


def test_only_dead_work_is_let_go(notes):
    add("note", key="waits", payload={"text": "hello"})

    assert let_go(key="waits") is False

    run_due()
    assert notes == ["hello"]
