"""Who joined the dashboard, how we write to people, and who wants to know of a proven address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """One part of the dashboard: a template and what it is given. `order` sorts panels, small first."""

    code: str
    template: str
    context: Callable[[HttpRequest], dict | None]  # None leaves the panel out
    order: int = 50


@dataclass(frozen=True)
class Way:
    """A way in which we may write to somebody beside what must be mailed.

    `wording` is what somebody agrees to who chooses it. Who keeps the yes elsewhere says by `chosen(user)` whether it
    stands, and hears of each saving by `turned(user=…, on=…, at=…)`, which is repeatable.
    """

    code: str
    label: str
    needs_phone: bool = False
    wording: str = ""
    offered: Callable[[], bool] = lambda: True
    chosen: Callable[[object], bool] | None = None
    turned: Callable | None = None

    def is_on(self, user) -> bool:
        """Whether somebody has chosen it."""
        return self.chosen(user) if self.chosen else self.code in user.channels

    def turn(self, **said) -> None:
        """Tell whoever keeps it what was said."""
        if self.turned:
            self.turned(**said)


@dataclass(frozen=True)
class Switch:
    """Something that people turn on and off among their details; `turn(user=…, on=…, at=…)` is repeatable."""

    code: str
    label: str
    hint: str
    is_on: Callable[[object], bool]
    turn: Callable


_panels: dict[str, Panel] = {}
_ways: dict[str, Way] = {}
_switches: dict[str, Switch] = {}
_on_proven: list[Callable] = []


def register_panel(panel: Panel) -> None:
    """Show something of an app's on the dashboard."""
    _panels[panel.code] = panel


def panels() -> list[Panel]:
    """All panels in their order."""
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.code))


def register_way(way: Way) -> None:
    """Let people choose this way; `User.channels` says what they chose."""
    _ways[way.code] = way


def ways() -> list[Way]:
    """Everything people may choose from, in the order in which it joined."""
    return [way for way in _ways.values() if way.offered()]


def register_switch(switch: Switch) -> None:
    """Show a switch among somebody's details."""
    _switches[switch.code] = switch


def switches() -> list[Switch]:
    """All switches, in the order in which they joined."""
    return list(_switches.values())


def register_on_proven_address(do: Callable) -> None:
    """Have `do(user=…, email=…)` called whenever someone has proven that an address is theirs. It is repeatable."""
    _on_proven.append(do)


def address_proven(*, user, email: str) -> None:
    """Tell every app that joined."""
    for do in _on_proven:
        do(user=user, email=email)
