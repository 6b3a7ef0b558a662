"""Test databases: migrated once for each state of the migrations, copied for each run.

`python -m tests.databases` migrates the one of DATABASE_URL, so that nobody has to wait for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

KEPT = Path(tempfile.gettempdir()) / "stillpoint-test-databases"


def fingerprint() -> str:
    """Changes whenever any app's migrations do, the groups that are made after them, or whether the cache is in it."""
    digest = hashlib.sha256(settings.CACHES["default"]["BACKEND"].encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted([*Path(config.path).glob("migrations/*.py"), *Path(config.path).glob("*/rights.py")]):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


class TestDatabase:
    """One run's own database, on SQLite or PostgreSQL."""

    __test__ = False

    def __init__(self) -> None:
        self.engine = _Postgres() if connection.vendor == "postgresql" else _Sqlite()

    def open(self) -> None:
        KEPT.mkdir(exist_ok=True)
        with open(KEPT / f"{connection.vendor}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two runs make one template
            self.engine.make_template(fingerprint())
        self.engine.copy()

    def restore(self) -> None:
        """Back to the state after migrating."""
        connection.close()
        self.engine.drop()
        self.engine.copy()

    def close(self) -> None:
        connection.close()
        self.engine.drop()


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # what a pool holds open keeps the name of a database as it is


class _Sqlite:
    def make_template(self, name: str) -> None:
        self.template = KEPT / f"{name}.sqlite3"
        self.path = tempfile.mktemp(prefix="run-", suffix=".sqlite3", dir=KEPT)  # noqa: S306 - the folder is ours
        if self.template.exists():
            return
        unfinished = f"{self.template}.new"
        Path(unfinished).unlink(missing_ok=True)
        self._use(unfinished)
        _migrate()
        os.replace(unfinished, self.template)

    def copy(self) -> None:
        shutil.copyfile(self.template, self.path)
        self._use(self.path)

    def drop(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(self.path + suffix).unlink(missing_ok=True)

    def _use(self, path: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = path


class _Postgres:
    def make_template(self, name: str) -> None:
        self.template = f"stillpoint_template_{name}"
        self.name = f"stillpoint_run_{os.getpid()}"
        if self._admin("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
            return
        unfinished = f"{self.template}_new"
        self._admin(f'DROP DATABASE IF EXISTS "{unfinished}"')
        self._admin(f'CREATE DATABASE "{unfinished}"')
        self._use(unfinished)
        _migrate()
        self._admin(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def copy(self) -> None:
        self._admin(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        self._use(self.name)

    def drop(self) -> None:
        self._admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _use(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    def _admin(self, statement: str, *values) -> list:
        import psycopg

        parameters = connection.get_connection_params() | {"dbname": "postgres"}
        for ours in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(ours, None)
        with psycopg.connect(**parameters, autocommit=True) as admin:
            answer = admin.execute(statement, values or None)
            return answer.fetchall() if answer.description else []


if __name__ == "__main__":
    django.setup()
    database = TestDatabase()
    database.open()
    database.close()
