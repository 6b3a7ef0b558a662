"""Who keeps something about people, how it is told to them, and how it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Rows = Iterable[dict]


class NotNow(Exception):
    """The account cannot go yet; the text says why and until when, and may be shown to the person."""


class Erase(Protocol):
    """Take out all that the law does not ask to keep. Called in a transaction, before the person's row goes.

    Raises NotNow where something is under way that must end first; then nothing at all is taken out.
    """

    def __call__(self, *, user, at: datetime) -> None: ...


def _no_files(user) -> Iterable[tuple[str, bytes]]:
    return ()


@dataclass(frozen=True)
class Keeper:
    """One app that keeps something about people.

    `tell` gives its tables by a name that people understand, each row as column and value; `files` gives names
    and contents. `order` sorts, small first: goods find their lines by the shop's orders, so they come before it.
    """

    code: str
    tell: Callable[[object], dict[str, Rows]]
    erase: Erase
    files: Callable[[object], Iterable[tuple[str, bytes]]] = _no_files
    order: int = 50


_keepers: dict[str, Keeper] = {}


def register_keeper(keeper: Keeper) -> None:
    """Have an app's part in every export and every deletion."""
    _keepers[keeper.code] = keeper


def keepers() -> list[Keeper]:
    """All that joined, in their order."""
    return sorted(_keepers.values(), key=lambda keeper: (keeper.order, keeper.code))
