"""What is told of a cancellation afterwards. The task may run twice."""

from money import Money
from outbox.contract import handler
from shop.cancellations.letters import tell_cancelled
from shop.orders.models import Order


@handler("cancellations.tell")
def tell(order_id: int, titles: list[str], back: int, kept: int, click: str) -> None:
    """Confirm by letter what ended and what goes back."""
    if order := Order.objects.filter(pk=order_id).first():
        sums = {"back": Money(back, order.currency), "kept": Money(kept, order.currency)}
        tell_cancelled(order, titles=titles, key=f"cancelled:{order_id}:{click}", **sums)
