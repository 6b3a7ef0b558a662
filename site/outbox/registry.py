"""Who does which kind of job, and what comes again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


class Permanent(Exception):
    """Trying again will not help; the job is dead and staff see it."""


class TryLater(Exception):
    """The other side asks for patience; try again after that time."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True)
class Handler:
    kind: str
    do: Callable[..., None]
    lease: timedelta
    most_attempts: int
    given_up: Callable[..., None] | None = None


@dataclass(frozen=True)
class Recurring:
    name: str
    kind: str
    every: timedelta


handlers: dict[str, Handler] = {}
recurring: dict[str, Recurring] = {}


def handler(
    kind: str,
    *,
    lease: timedelta = timedelta(seconds=60),
    most_attempts: int = 8,
    given_up: Callable[..., None] | None = None,
) -> Callable:
    """Decorate the one operation that does a kind of job. It gets the payload as keywords and is repeatable.

    It runs outside any transaction, so it may talk to suppliers. `lease` is longer than it ever takes.
    `given_up` gets the same payload in the transaction in which the job dies, and only writes down what follows.
    """

    def register(do: Callable[..., None]) -> Callable[..., None]:
        handlers[kind] = Handler(kind, do, lease, most_attempts, given_up)
        return do

    return register


def schedule(name: str, *, kind: str, every: timedelta) -> None:
    """Have a job of this kind, without payload, each time that the span has passed."""
    recurring[name] = Recurring(name, kind, every)
