"""A plugin of pytest that leaves one guard out of the shop: `GUARD=key pytest -p tests.guards.leaving_out …`

Our files stay as they are: what Python compiles asks at each guard whether it is there, and a constraint is taken out
of each copy of the test database.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.guards import switches

switches.left_out = os.environ.get("GUARD", "")  # before the first line of the shop is loaded
switches.install()


def pytest_sessionstart() -> None:
    leave_out(switches.left_out)


def leave_out(key: str) -> None:
    """From here on. What is built in is left out only where GUARD says so."""
    switches.left_out = key
    if not key.startswith("constraint:"):
        return
    from tests import databases

    for engine in (databases._Sqlite, databases._Postgres):
        engine.copy = _copied_without(key.removeprefix("constraint:"), engine.copy)


def _copied_without(name: str, copy: Callable) -> Callable:
    def copied(self) -> None:
        copy(self)
        _leave_out_constraint(name)

    return copied


def _leave_out_constraint(name: str) -> None:
    from django.apps import apps
    from django.db import connection

    for model in apps.get_models():
        kept = [constraint for constraint in model._meta.constraints if constraint.name != name]
        if len(kept) < len(model._meta.constraints):
            LEFT_OUT[name] = (model, next(one for one in model._meta.constraints if one.name == name))
            model._meta.constraints = kept
    model, constraint = LEFT_OUT[name]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    connection.close()


LEFT_OUT: dict[str, tuple] = {}
