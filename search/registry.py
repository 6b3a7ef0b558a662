"""Which kinds of things can be found."""

from __future__ import annotations

from search.documents import Kind

_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Have an app's things found; results of all kinds stand together."""
    _kinds[kind.code] = kind


def kinds() -> list[Kind]:
    """All of them, in the order in which they have joined."""
    return list(_kinds.values())


def kind_of(code: str) -> Kind | None:
    """The kind with this code; none where its app is not there any more."""
    return _kinds.get(code)
