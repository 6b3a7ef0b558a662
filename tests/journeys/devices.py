"""Ways in which people come: script or none, pointer or keyboard, wide or narrow, en or ar, day or night."""

from __future__ import annotations

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


def in_every_way(*often: Device) -> pytest.MarkDecorator:
    """The journey is taken in each of the ways: in those named here by `make test`, in the others by `make prove`."""
    ways = [pytest.param(way, id=str(way), marks=() if way in often else pytest.mark.prove) for way in WAYS]
    return pytest.mark.parametrize("device", ways)
