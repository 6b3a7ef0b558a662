"""Say whether payments can work, and what got stuck. `manage.py payments_doctor`"""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.payments.examining import examine


class Command(BaseCommand):
    help = "Look at keys, webhook, clock, version and stuck rows; each finding with what mends it. Exit code 1 if any."

    def handle(self, *args, **options) -> None:
        findings = examine(at=timezone.now())
        for finding in findings:
            self.stdout.write(finding.what)
            self.stdout.write(f"  {finding.mend}")
        if findings:
            sys.exit(1)
        self.stdout.write("Payments are well.")
