"""The cast of a module of tests, made once."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseNotFound

from tests.architecture.cast import assemble


class Undone(transaction.Atomic):
    """Whatever happens inside has not happened afterwards."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True  # as Django's own tests say it: what must be durable may run inside

    def __exit__(self, *problem):
        transaction.set_rollback(True)
        if settings.REDIS_URL:
            cache.clear()  # attempts are counted there, and Redis does not roll back
        return super().__exit__(*problem)


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Each test undoes what it does (`undone`), and all of it is undone after the module."""
    with django_db_blocker.unblock(), Undone():
        yield assemble()


def nothing_here(request, exception):
    return HttpResponseNotFound(content_type="text/plain")


@pytest.fixture
def short_404(monkeypatch):
    """The page for what is not there is asked for thousands of times; that it is a whole page is proved elsewhere."""
    monkeypatch.setattr("storefront.urls.handler404", nothing_here)


@pytest.fixture
def undone(cast):
    """For `with undone():` around requests that must not see each other's effects."""
    return Undone
