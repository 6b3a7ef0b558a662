"""Who waits for a place on a date: told of a change as well. Waiting lists join here, from `storefront_hooks.py`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from events.catalogue.models import EventDate


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits, and how they are told."""

    email: str
    name: str
    language: str
    whatsapp: str = ""  # E.164


class WaitingList(Protocol):
    """Who waits. A key names one of them for good."""

    def keys(self, date: EventDate) -> Iterable[str]:
        """Everybody who waits for a place on a date."""

    def person(self, key: str) -> Waiting | None:
        """One of them; none who has left meanwhile."""


waiting_lists: list[WaitingList] = []


def register_waiting_list(waiting_list: WaitingList) -> None:
    """Have those who wait there told when a date is moved or cancelled."""
    waiting_lists.append(waiting_list)


def whoever_waits(date: EventDate) -> list[str]:
    """The keys of everybody who waits for a place on a date, each once."""
    return list(dict.fromkeys(key for each in waiting_lists for key in each.keys(date)))


def who_waits(key: str) -> Waiting | None:
    """One of them; none who has left meanwhile."""
    return next((person for each in waiting_lists if (person := each.person(key))), None)
