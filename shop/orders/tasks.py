"""What is told after a sale."""

from datetime import timedelta

from django.utils import timezone

from outbox.contract import TryLater, handler
from shop.fulfilment.models import Fulfilment
from shop.orders.letters import send_confirmation
from shop.orders.models import Order
from shop.orders.queries import PATIENCE


@handler("order.receipt")
def receipt(order_id: int) -> None:
    """Confirm a paid order by mail, once its goods are handed over, so that the letter can say how to get in.

    It does not wait longer than people do: then it goes with what is there.
    """
    order = Order.objects.get(pk=order_id)
    pending = Fulfilment.objects.filter(line__order=order, state=Fulfilment.State.PENDING)
    if timezone.now() - order.paid_at < PATIENCE and pending.exists():
        raise TryLater("The goods are on their way.", after=timedelta(seconds=10))
    send_confirmation(order)
