"""The port to whoever carries messages. A channel takes a message and gives the supplier's id for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from messaging.models import Message

Channel = Callable[[Message], str]


class Refused(Exception):
    """The supplier will never take this message; trying again does not help."""


class Busy(Exception):
    """The supplier asks for patience."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


_channels: dict[str, Channel] = {}


def register_channel(name: str, carry: Channel) -> None:
    """Let messages of this channel be carried so. Any error but the two above means: try again."""
    _channels[name] = carry


def channel(name: str) -> Channel:
    """Who carries messages of this channel."""
    return _channels[name]
