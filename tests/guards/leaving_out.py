"""A plugin of pytest that leaves one guard out of the shop: `GUARD=key pytest -p tests.guards.leaving_out …`

Our files stay as they are: what Python compiles is the source without the guard, and a constraint is taken out of
each copy of the test database.
"""

from __future__ import annotations

import os
from importlib.machinery import SourceFileLoader

from tests.guards.scanning import guards

KEY = os.environ["GUARD"]
GUARD = guards()[KEY]


class Without(SourceFileLoader):
    """Compiles one file of ours anew, and never keeps what it compiled."""

    def get_code(self, fullname):
        if self.path and os.path.realpath(self.path) == str(GUARD.path):
            return compile(GUARD.without, self.path, "exec", dont_inherit=True)
        return _as_ever(self, fullname)


_as_ever = SourceFileLoader.get_code
if GUARD.without:
    SourceFileLoader.get_code = Without.get_code


def pytest_sessionstart() -> None:
    if GUARD.without:
        return
    from tests import databases

    for engine in (databases._Sqlite, databases._Postgres):
        engine.copy = _copied_without(engine.copy)


def _copied_without(copy):
    def copied(self) -> None:
        copy(self)
        _leave_out_constraint(KEY.removeprefix("constraint:"))

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
