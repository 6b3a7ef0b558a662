"""The jobs that carry messages: their keys, and who comes first."""

from __future__ import annotations

from messaging.models import Message
from outbox import contract as outbox


def job_key(message_key: str) -> str:
    """The key of the job that sends a message."""
    return f"message:{message_key}"


def second_job_key(message_key: str) -> str:
    """The key of the job that has the second supplier send a message."""
    return f"message-second:{message_key}"


def priority_of(kind: str) -> int:
    """Whoever waits for a letter to get in comes before a thousand readers of news."""
    if kind.startswith("account."):
        return outbox.Priority.URGENT
    return outbox.Priority.BULK if kind.startswith("newsletter.") else outbox.Priority.NORMAL


def add_job(message: Message) -> bool:
    """Have a message sent; false if that was written down before."""
    payload = {"message_id": message.pk}
    return outbox.add("messaging.send", key=job_key(message.key), payload=payload, priority=priority_of(message.kind))
