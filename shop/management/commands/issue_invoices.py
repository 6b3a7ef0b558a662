"""Issue the papers that are missing. `manage.py issue_invoices [--dry-run]`"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.invoices.operations import issue_credit_note, issue_invoice
from shop.invoices.queries import not_credited, not_invoiced


class Command(BaseCommand):
    help = "Invoice paid orders and credit refunds whose papers are missing, the oldest first. May run at any time."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args, dry_run: bool, **options) -> None:
        orders = list(not_invoiced().values_list("pk", flat=True))
        refunds = list(not_credited().values_list("pk", flat=True))
        if not dry_run:
            for order in orders:
                issue_invoice(order_id=order, at=timezone.now())
            for refund in refunds:
                issue_credit_note(refund_id=refund, at=timezone.now())
        what = "missing" if dry_run else "issued"
        self.stdout.write(f"{len(orders)} invoices and {len(refunds)} credit notes {what}.")
