"""`manage.py rebuild_search`: read everything that can be found anew, beside the index that answers meanwhile."""

from __future__ import annotations

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from search import operations


class Command(BaseCommand):
    help = "Make the index of the search anew. Searching goes on, and changes made meanwhile are in it."

    def handle(self, **options) -> None:
        begun, done = time.monotonic(), 0

        def said(count: int) -> None:
            nonlocal done
            done += count
            if self.stdout.isatty():
                self.stdout.write(f"\r{done} things", ending="")
                self.stdout.flush()

        count = operations.rebuild(at=timezone.now(), said=said)
        self.stdout.write(f"\r{count} things in {time.monotonic() - begun:.1f} s")
