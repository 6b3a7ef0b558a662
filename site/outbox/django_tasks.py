"""Wagtail's own background work, done by the outbox."""

from django_tasks.backends.immediate import ImmediateBackend


class OutboxBackend(ImmediateBackend):
    pass
