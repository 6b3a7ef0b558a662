"""The port to whoever carries messages. A channel takes a message and gives the supplier's id for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from messaging.models import Message

__all__ = ["Busy", "Message", "Refused", "Undeliverable", "Unwanted", "known_names", "register_channel"]

Channel = Callable[[Message], str]
Find = Callable[[Message], str]


class Refused(Exception):
    """This supplier will never take this message; another one might."""


class Undeliverable(Refused):
    """Nobody can reach this recipient; another supplier is not asked."""


class Unwanted(Undeliverable):
    """The recipient has told the supplier to be left alone."""


class Busy(Exception):
    """The supplier asks for patience."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True)
class _Carrier:
    carry: Channel
    second: Callable[[], Channel | None]
    find: Find | None


_carriers: dict[str, _Carrier] = {}


def register_channel(
    name: str, carry: Channel, *, second: Callable[[], Channel | None] = lambda: None, find: Find | None = None
) -> None:
    """Let messages of this channel be carried so. Any error but those above means: try again, more and more slowly.

    `second` says who is asked, once, when the first has given up; None: nobody. A supplier who does not know a message
    by a key of ours says by `find` what became of an earlier try, begun at the message's `tried_at`: the supplier's
    id, or nothing if it has not got it. Where it cannot say yet, it raises.
    """
    _carriers[name] = _Carrier(carry, second, find)


def channel(name: str) -> Channel:
    """Who carries messages of this channel."""
    return _carriers[name].carry


def second_channel(name: str) -> Channel | None:
    """Who carries messages of this channel when the first will not."""
    return _carriers[name].second()


def finder(name: str) -> Find | None:
    """Who says what became of an earlier try on this channel."""
    return _carriers[name].find


def known_names(supplier_ids: Iterable[str]) -> set[str]:
    """Which of these suppliers' ids are those of messages that are known to have gone."""
    return set(Message.objects.filter(supplier_id__in=list(supplier_ids)).values_list("supplier_id", flat=True))
