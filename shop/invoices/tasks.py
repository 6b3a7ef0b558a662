"""Papers follow the money: each job may run again and finds what it has issued."""

from django.utils import timezone

from outbox.contract import Permanent, handler
from shop.invoices import operations
from shop.invoices.paper import attached
from shop.invoices.sums import CannotCredit
from shop.payments.letters import tell_money_went_back
from shop.payments.models import Refund


@handler("invoices.issue")
def issue(*, order_id: int) -> None:
    operations.issue_invoice(order_id=order_id, at=timezone.now())


@handler("invoices.credit")
def credit(*, refund_id: int) -> None:
    """The note first, in a transaction of its own; then the refund's one letter, which carries it."""
    refund = Refund.objects.select_related("payment__order").get(pk=refund_id)
    try:
        note = operations.issue_credit_note(refund_id=refund_id, at=timezone.now())
    except CannotCredit as error:
        tell_money_went_back(refund)
        raise Permanent(str(error)) from error  # a person must look at it
    if note:
        tell_money_went_back(refund, note=note.name, attachments=(attached(note),))
    else:
        tell_money_went_back(refund)


@handler("invoices.credit_order")
def credit_order(*, order_id: int) -> None:
    operations.credit_order(order_id=order_id, at=timezone.now())


@handler("invoices.take_back_credit")
def take_back_credit(*, refund_id: int) -> None:
    operations.take_back_credit_note(refund_id=refund_id, at=timezone.now())
