"""What every test stands on: a migrated database made once, no network, and a clean slate after each test."""

from __future__ import annotations

import gc
import socket
from importlib import import_module

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from tests.databases import TestDatabase
from tests.undone import Undone

DATABASE = pytest.StashKey[TestDatabase]()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """A copy of the migrated template of this code's migrations; the first run makes the template."""
    database = request.config.stash[DATABASE] = TestDatabase()
    with django_db_blocker.unblock():
        database.open()
    yield
    with django_db_blocker.unblock():
        database.close()


def pytest_collection_finish(session):
    """What is loaded by now stays; to look for garbage in it again and again costs a tenth of the time."""
    # Which addresses there are is decided once, and not by the first test that changes a setting.
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="module")
def lasting(request, django_db_setup, django_db_blocker):
    """What fixtures of a module make is there for each of its tests, none of which commits, and undone after the last.

    For what takes long to make. What a test does to it in the database is undone after that test.
    """
    committing = [item.name for item in request.session.items if item.module is request.module and commits(item)]
    assert committing == [], "they would end the transaction in which it was made"
    with django_db_blocker.unblock(), Undone():
        yield


def commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return (marker is not None and bool(marker.kwargs.get("transaction"))) or bool(
        {"transactional_db", "live_server"} & set(item.fixturenames)
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Tests that commit leave nothing behind, and do not take away what migrations wrote."""
    outcome = yield
    if nextitem is not None and commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[DATABASE].restore()
    return outcome


# Instead of emptying each of two hundred tables and making permissions anew, which takes far longer.
TransactionTestCase._fixture_teardown = lambda _test: None


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Whoever talks to a machine other than this one fails the test."""
    connect = socket.socket.connect

    def only_here(self, address):
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"A test asked for the network: {address}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def _nothing_cached(settings):
    """Redis does not roll back as the database does, which is the cache otherwise."""
    yield
    if settings.REDIS_URL:
        cache.clear()


@pytest.fixture(autouse=True)
def _english():
    """A language that a test activates does not leak into the next."""
    from django.utils import translation

    with translation.override("en"):
        yield
