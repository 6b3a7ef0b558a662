"""Bring payments to an end that no message from the supplier ended. `manage.py reconcile --dry-run`"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.payments.reconciling import reconcile


class Command(BaseCommand):
    help = "Look at payments, orders and refunds that wait too long, and bring them to their end."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        changed = reconcile(at=timezone.now(), dry_run=dry_run)
        for what in changed:
            self.stdout.write(what)
        self.stdout.write(f"{len(changed)} to be changed" if dry_run else f"{len(changed)} changed")
