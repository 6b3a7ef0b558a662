"""Papers follow the money: each job may run again and finds what it has issued."""

from django.utils import timezone

from outbox.contract import Permanent, handler
from shop.invoices import operations
from shop.invoices.letters import tell_paid_back
from shop.invoices.sums import CannotCredit


@handler("invoices.issue")
def issue(*, order_id: int) -> None:
    operations.issue_invoice(order_id=order_id, at=timezone.now())


@handler("invoices.credit")
def credit(*, refund_id: int) -> None:
    """The note first, in a transaction of its own; then its letter, which carries it."""
    try:
        note = operations.issue_credit_note(refund_id=refund_id, at=timezone.now())
    except CannotCredit as error:
        raise Permanent(str(error)) from error  # a person must look at it
    if note:
        tell_paid_back(note)


@handler("invoices.credit_order")
def credit_order(*, order_id: int) -> None:
    operations.credit_order(order_id=order_id, at=timezone.now())


@handler("invoices.take_back_credit")
def take_back_credit(*, refund_id: int) -> None:
    operations.take_back_credit_note(refund_id=refund_id, at=timezone.now())
