"""Which feeds there are: an app offers one for each kind of page that people may want to hear of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from home.pages import BasePage

Notes = Callable[[Collection[BasePage], datetime], dict[int, str]]


@dataclass(frozen=True)
class Feed:
    """New pages of a kind: its name in addresses, its title, and what an entry says beside the page's description."""

    name: str
    title: str
    kind: type[BasePage]
    notes: Notes | None = None


_feeds: dict[str, Feed] = {}


def register_feed(name: str, title: str, kind: type[BasePage], *, notes: Notes | None = None) -> None:
    """Let people follow new pages of a kind. `notes` gives words for some pages at a time (UTC), by page id."""
    _feeds[name] = Feed(name, title, kind, notes)


def feed_named(name: str) -> Feed | None:
    return _feeds.get(name)
