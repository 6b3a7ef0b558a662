"""Counts again who has places, and says where the counter differs."""

from django.core.management.base import BaseCommand, CommandError

from shop.capacity.models import Quota
from shop.capacity.recounting import differing


class Command(BaseCommand):
    help = "Counts all places again and fails where a counter is not what its rows say. Nothing is changed."

    def handle(self, *args, **options) -> None:
        found = list(differing())
        for quota in found:
            self.stderr.write(f"{quota.key}: the counter says {quota.taken}, the rows say {quota.counted}.")
        if found:
            raise CommandError(f"{len(found)} of {Quota.objects.count()} counters differ.")
        self.stdout.write(f"All {Quota.objects.count()} counters are right.")
