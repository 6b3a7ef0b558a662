"""The port to whoever carries messages. A channel takes a message and gives the supplier's id for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from messaging.models import Message

Channel = Callable[[Message], str]


class Refused(Exception):
    """This supplier will never take this message; another one might."""


class Undeliverable(Refused):
    """Nobody can reach this recipient; another supplier is not asked."""


class Busy(Exception):
    """The supplier asks for patience."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


_channels: dict[str, Channel] = {}
_seconds: dict[str, Callable[[], Channel | None]] = {}


def register_channel(name: str, carry: Channel, *, second: Callable[[], Channel | None] = lambda: None) -> None:
    """Let messages of this channel be carried so. Any error but those above means: try again, more and more slowly.

    `second` says who is asked, once, when the first has given up; None: nobody.
    """
    _channels[name], _seconds[name] = carry, second


def channel(name: str) -> Channel:
    """Who carries messages of this channel."""
    return _channels[name]


def second_channel(name: str) -> Channel | None:
    """Who carries messages of this channel when the first will not."""
    return _seconds[name]()
