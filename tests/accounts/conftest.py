"""Mail of accounts goes through the outbox, as it does outside of tests; and who the tests are about."""

import pytest
from django.core.cache import cache

from accounts import registry
from accounts.models import User
from tests.factories.accounts import make_user


@pytest.fixture(autouse=True)
def mail_is_written_down(settings):
    settings.EMAIL_BACKEND = "messaging.backends.OutboxEmailBackend"


@pytest.fixture(autouse=True)
def no_memory_of_attempts(db):
    cache.clear()


@pytest.fixture
def proven(monkeypatch):
    """Addresses that were proven, as the other apps hear of them."""
    heard = []
    monkeypatch.setattr(registry, "_on_proven", [lambda user, email: heard.append(email)])
    return heard


@pytest.fixture
def ada(client) -> User:
    """Somebody with an account, signed in."""
    user = make_user()
    client.force_login(user)
    return user
