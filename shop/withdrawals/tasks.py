"""What is told apart from a request, so that its answer tells nobody whether an order exists."""

from outbox.contract import handler
from shop.orders.models import Order
from shop.withdrawals.letters import send_way


@handler("withdrawals.tell_the_way")
def tell_the_way(order_id: int, asked: str) -> None:
    """Send the way to an order's withdrawal, once for each time it is asked for; nothing for no order."""
    order = Order.objects.filter(pk=order_id).exclude(paid_at=None).first()
    if order:
        send_way(order, key=f"withdrawal-way:{asked}")
