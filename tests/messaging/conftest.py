"""Letters of the tests' own, and transports that answer as suppliers do."""

from pathlib import Path

import pytest
from django.core.mail.backends.base import BaseEmailBackend


@pytest.fixture(autouse=True)
def own_templates(settings):
    """The templates in this folder join the project's."""
    here = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [here, *settings.TEMPLATES[0]["DIRS"]]}]


@pytest.fixture(autouse=True)
def mail_is_written_down(settings):
    """Django's test runner puts another backend in place of ours."""
    settings.EMAIL_BACKEND = "messaging.backends.OutboxEmailBackend"


class Transport(BaseEmailBackend):
    """Keeps what it is given, or raises what it was told to."""

    sent: list = []
    error: Exception | None = None

    def send_messages(self, email_messages):
        if Transport.error:
            raise Transport.error
        Transport.sent.extend(email_messages)
        return len(email_messages)


@pytest.fixture
def transport(settings):
    """What the transport of the settings was given; set `.error` to have it refuse."""
    settings.MAIL_TRANSPORT = "tests.messaging.conftest.Transport"
    Transport.sent, Transport.error = [], None
    return Transport
