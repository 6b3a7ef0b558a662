"""Who waits for a place on a date: told of a change as well. Waiting lists join here, from `storefront_hooks.py`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from events.catalogue.models import EventDate
from shop.contract import end_wait, waiting_for


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

    def end(self, key: str, *, at: datetime) -> None:
        """Take one of them off, because the date does not take place; harmless for who has left."""


class ShopsList:
    """The shop's own waiting lists, for ticket types of a date."""

    def keys(self, date: EventDate) -> list[str]:
        return [f"wait:{pk}" for pk in waiting_for(EventDate, [date.pk]).values_list("pk", flat=True)]

    def person(self, key: str) -> Waiting | None:
        entry = self._entry(key)
        return entry and Waiting(entry.address, entry.address, entry.language)

    def end(self, key: str, *, at: datetime) -> None:
        if entry := self._entry(key):
            end_wait(secret=entry.secret, at=at)

    def _entry(self, key: str):
        kind, _colon, number = key.partition(":")
        dates = EventDate.objects.values("pk")
        return waiting_for(EventDate, dates).filter(pk=number).first() if kind == "wait" else None


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


def stop_waiting(key: str, *, at: datetime) -> None:
    """Take somebody off every list, because the date does not take place."""
    for each in waiting_lists:
        each.end(key, at=at)
