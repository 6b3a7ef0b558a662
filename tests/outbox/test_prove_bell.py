"""Runners that wait hear of new work at once."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from outbox import bell
from outbox.contract import add

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

LONG = 20.0


@pytest.fixture(autouse=True)
def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has a bell")


@pytest.fixture(autouse=True)
def not_rung_lately(monkeypatch):
    monkeypatch.setattr(bell, "_last_ring", 0.0)


def seconds_until_heard(act, *, longest: float = LONG) -> float:
    """How long somebody waits who begins to wait before `act` happens."""
    listening, waited = threading.Event(), []

    def wait():
        ear = bell.Ear()
        ear.wait(threading.Event(), seconds=0.01)  # from now on nothing is missed
        listening.set()
        begin = time.monotonic()
        ear.wait(threading.Event(), seconds=longest)
        waited.append(time.monotonic() - begin)
        ear.close()
        connections.close_all()

    waiting = threading.Thread(target=wait)
    waiting.start()
    listening.wait()
    act()
    waiting.join()
    return waited[0]


def test_a_runner_that_waits_hears_of_work_once_it_is_committed():
    assert seconds_until_heard(lambda: add("note", key="a")) < LONG / 2


def test_work_that_is_taken_back_rings_nothing():
    def undone():
        with transaction.atomic():
            add("note", key="a")
            transaction.set_rollback(True)

    assert seconds_until_heard(undone, longest=0.5) >= 0.4


def test_where_the_bell_breaks_time_goes_by_as_elsewhere():
    ear = bell.Ear()
    ear.wait(threading.Event(), seconds=0.01)
    ear._listening.connection.close()

    begin = time.monotonic()
    ear.wait(threading.Event(), seconds=0.3)

    assert time.monotonic() - begin >= 0.25
    assert ear._listening is None
