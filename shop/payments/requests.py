"""What the supplier is asked: made from the order alone, so that asking again says the same."""

from __future__ import annotations

import hashlib

from django.urls import reverse
from django.utils import translation

from shop.orders.letters import absolute
from shop.payments.gateway import PaymentRequest, RequestLine
from shop.payments.models import Payment


def request_for(payment: Payment) -> PaymentRequest:
    """The request of one attempt."""
    order = payment.order
    with translation.override(order.language):
        back, cancelled = (reverse(name, args=[order.secret]) for name in ("shop:waiting", "shop:cancelled"))
    return PaymentRequest(
        key=payment.key,
        order=order.number,
        email=order.email,
        language=order.language,
        lines=tuple(
            RequestLine(line.title, line.unit_price, line.quantity) for line in order.lines.select_related("order")
        ),
        return_url=absolute(back),
        cancel_url=absolute(cancelled),
        expires_at=payment.expires_at,
    )


def digest(request: PaymentRequest) -> str:
    """Changes whenever the request does: a supplier takes one key with one request only."""
    return hashlib.sha256(repr(request).encode()).hexdigest()
