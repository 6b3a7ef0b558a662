"""What the dashboard shows of orders."""

from django.http import HttpRequest

from shop.orders.queries import orders_of

SHOWN = 3


def newest_orders(request: HttpRequest) -> dict | None:
    """The newest orders; nothing for someone who has none."""
    orders = list(orders_of(request.user)[:SHOWN])
    return {"orders": orders} if orders else None
