"""What may be asked about messages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from messaging.models import Message
from messaging.operations import job_key
from outbox import contract as outbox


def messages(*, words: str = "", state: str = "") -> QuerySet[Message]:
    """Messages, newest first, whose recipient or subject has these words; their text is not loaded."""
    found = Message.objects.order_by("-created_at", "-id").defer("text", "html")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(Q(to__icontains=words) | Q(subject__icontains=words))
    return found


def job_of(message: Message):
    """The job that sends a message, while it is remembered."""
    return outbox.jobs(keys=[job_key(message.key)]).first()
