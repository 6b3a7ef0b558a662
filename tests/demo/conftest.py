"""The whole demonstration, loaded once for all tests of this folder."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from demo import kept, loader
from tests.conftest import DATABASE


@pytest.fixture(scope="package")
def demonstration(request, django_db_setup, django_db_blocker):
    """A database in which the demonstration was written; afterwards it is as migrations made it.

    On SQLite it begins with what is kept ready, as `make demo` does, unless KEPT_READY=no; elsewhere with nothing.
    """
    with django_db_blocker.unblock():
        begins_ready = connection.vendor == "sqlite" and os.environ.get("KEPT_READY") != "no"
        if begins_ready:
            lay_out()
        loader.load(say=print, kept=begins_ready)
        yield
        request.config.stash[DATABASE].restore()


def lay_out() -> None:
    """What is kept ready, and the tables of the tests' own apps."""
    (ready,) = kept.KEPT.glob("*.xz")  # whether it is in step is a test of its own: the tests' apps are others
    connection.close()
    kept.unpack(ready, Path(connection.settings_dict["NAME"]))
    call_command("migrate", verbosity=0, interactive=False)
