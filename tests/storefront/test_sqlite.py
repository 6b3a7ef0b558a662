"""SQLite while others write."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connections
from django.db.models import Value
from django.db.models.functions import JSONObject

from home.snippets import Theme
from storefront.settings import environment


@pytest.fixture
def busy(tmp_path):
    """A connection to a database in which somebody else writes all the time."""
    path = str(tmp_path / "busy.sqlite3")
    settings = environment.sqlite(path) | {"OPTIONS": environment.sqlite(path)["OPTIONS"] | {"timeout": 0.1}}
    connections.databases["busy"] = connections.configure_settings({"default": settings})["default"]
    connections["busy"].connect()
    writer = sqlite3.connect(path)
    writer.execute("BEGIN IMMEDIATE")
    yield connections["busy"]
    writer.close()
    connections["busy"].close()
    del connections["busy"], connections.databases["busy"]


@pytest.mark.django_db
def test_a_connection_that_others_keep_waiting_knows_json_all_the_same(busy):
    asked = Theme.objects.using("busy").values_list(JSONObject(one=Value(1)))

    assert "JSON_OBJECT" in str(asked.query.get_compiler(connection=busy).as_sql()[0])
