"""How long letters are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from messaging.models import Message
from messaging.tasks import forget
from tests.factories.messaging import make_attachment, make_message

pytestmark = pytest.mark.django_db


def test_letters_are_forgotten_after_a_year_and_those_of_accounts_after_a_week():
    rows = [
        ("order, old", "order.confirmation", "sent", 366),
        ("order", "order.confirmation", "sent", 364),
        ("account, old", "account.password_reset_key", "sent", 8),
        ("account", "account.password_reset_key", "sent", 6),
        ("still waiting", "account.password_reset_key", "queued", 400),
    ]
    for key, kind, state, days in rows:
        created_at = timezone.now() - timedelta(days=days)
        make_message(key, kind=kind, state=state, created_at=created_at, attachments=[make_attachment()])

    forget()

    assert sorted(Message.objects.values_list("key", flat=True)) == ["account", "order", "still waiting"]
