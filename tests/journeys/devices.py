"""Ways in which people come: script or none, pointer or keyboard, wide or narrow, en or ar, day or night."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from tests.journeys.visitor import Device

# Six rows hold every pair: after the first, each column has its own three of five.
WAYS = [
    Device(),
    Device(script=False, keyboard=True, narrow=True),
    Device(script=False, keyboard=True, language="ar"),
    Device(script=False, narrow=True, dark=True),
    Device(keyboard=True, language="ar", dark=True),
    Device(narrow=True, language="ar", dark=True),
]
ENGLISH, ARABIC = WAYS[0], WAYS[-1]

SHARES = 3


def by_turns(number: int) -> pytest.MarkDecorator:
    """What takes long has its day in the proofs, a third of it each (WAYS_DAY=n); `make soak` has all that is left."""
    day = int(os.environ.get("WAYS_DAY", datetime.now(UTC).toordinal()))
    return pytest.mark.prove if number % SHARES == day % SHARES else pytest.mark.soak


def in_every_way(*often: Device) -> pytest.MarkDecorator:
    """The journey is taken in each of the ways: in those named here by `make test`, in the others by turns."""
    ways = [
        pytest.param(way, id=str(way), marks=() if way in often else by_turns(number))
        for number, way in enumerate(WAYS)
    ]
    return pytest.mark.parametrize("device", ways)
