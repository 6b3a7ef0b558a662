"""Long lists in pieces that stay whole while the list changes: the next piece begins after the last thing seen."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from api.problems import Problem, invalid

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list; `cursor` asks for those after them, and is empty at the end."""

    rows: list[Row]
    cursor: str


def after(rows: Sequence[Row], *, place: Callable[[Row], list], order: str, cursor: str, limit: int) -> Page[Row]:
    """The rows behind a cursor. `place` is where a row stands, unlike any other; `order` names what it counts by.

    Raises Problem for a cursor that is none, or of another order.
    """
    placed = sorted(((place(row), row) for row in rows), key=lambda one: one[0])
    try:
        behind = _read(cursor, order) if cursor else None
        left = [one for one in placed if behind is None or one[0] > behind]
    except (ValueError, TypeError, RecursionError) as error:
        raise _unknown() from error
    shown = left[:limit]
    more = len(left) > limit
    return Page([row for _place, row in shown], _written(shown[-1][0], order) if more else "")


def _written(place: list, order: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([order, place], separators=(",", ":")).encode()).decode().rstrip("=")


def _read(cursor: str, order: str) -> list:
    said = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    named, place = said
    if named != order or not isinstance(place, list):
        raise ValueError(cursor)
    return place


def _unknown() -> Problem:
    return invalid({"after": ("unknown", _("This is not where a page of this list ended."))})
