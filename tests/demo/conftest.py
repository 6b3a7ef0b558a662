"""The whole demonstration, loaded once for all tests of this folder."""

import pytest

from demo import loader
from tests.conftest import DATABASE


@pytest.fixture(scope="package")
def demonstration(request, django_db_setup, django_db_blocker):
    """A database in which the demonstration was written; afterwards it is as migrations made it."""
    with django_db_blocker.unblock():
        loader.load(say=print)
        yield
        request.config.stash[DATABASE].restore()
