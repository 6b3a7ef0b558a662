"""What is told after a sale."""

from datetime import timedelta

from django.utils import timezone

from outbox.contract import TryLater, handler
from shop.fulfilment.models import Fulfilment
from shop.invoices.queries import papers_of
from shop.orders.letters import send_confirmation
from shop.orders.models import Order
from shop.orders.queries import PATIENCE


@handler("order.receipt")
def receipt(order_id: int) -> None:
    """Confirm a paid order by mail, once its goods are handed over and its invoice is issued, so that the letter can
    say how to get in and carry the paper.

    It does not wait longer than people do: then it goes with what is there.
    """
    order = Order.objects.get(pk=order_id)
    pending = Fulfilment.objects.filter(line__order=order, state=Fulfilment.State.PENDING)
    papers_missing = order.total_amount and not papers_of(order)
    if timezone.now() - order.paid_at < PATIENCE and (pending.exists() or papers_missing):
        raise TryLater("The goods or the invoice are on their way.", after=timedelta(seconds=10))
    send_confirmation(order)
