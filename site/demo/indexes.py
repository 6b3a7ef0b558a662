"""Wagtail's indexes, for searching and for "used in": written once for everything, not at every save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from outbox import contract as outbox

KIND = "demo.indexes"


@contextmanager
def written_later() -> Iterator[None]:
    """No save writes its entries; the outbox writes all of them when the shop runs, and nobody waits."""
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in get_indexed_models():
            post_save.connect(post_save_signal_handler, sender=model)
    outbox.add(KIND, key=f"{KIND}:{uuid4()}", payload={})


@outbox.handler(KIND, lease=timedelta(minutes=10), most_attempts=4)
def write() -> None:
    """Write every entry of both indexes."""
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
