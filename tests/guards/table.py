"""The table of guards: each with the test that turns red when it is left out."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
# Guards whose test is still to be found. Whoever finds one makes this smaller; it never grows.
NOT_YET_AT_MOST = 0


def entries() -> dict[str, str]:
    """Key of the guard → name of its test, as pytest says it."""
    pairs = [line.split(maxsplit=1) for line in _lines("guards.txt")]
    found = {key: test.strip() for key, test in pairs}
    if len(found) < len(pairs):
        raise ValueError("A guard stands twice in guards.txt.")
    return found


def not_yet() -> list[str]:
    return _lines("not_yet.txt")


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
