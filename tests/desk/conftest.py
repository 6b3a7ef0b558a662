"""Who sits at the desk."""

import pytest

from tests.factories.staff import make_manager, make_support


@pytest.fixture
def support(db):
    return make_support()


@pytest.fixture
def manager(db):
    return make_manager()
