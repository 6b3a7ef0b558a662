"""Whoever waits for work can be stopped."""

import threading
import time

import pytest

from outbox import bell

LONG = 20.0


@pytest.mark.django_db
def test_whoever_is_told_to_stop_does_not_wait():
    stopping = threading.Event()
    stopping.set()

    begin = time.monotonic()
    bell.Ear().wait(stopping, seconds=LONG)

    assert time.monotonic() - begin < LONG / 2
