"""What buyers are told when paying did not end as it should."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, send
from shop.fulfilment.registry import Attachment
from shop.orders.letters import absolute
from shop.payments.models import Payment, Refund


def tell_money_goes_back(payment: Payment, reason: str) -> bool:
    """Explain why money that came was not kept, once for each attempt."""
    twice = reason == Refund.Reason.PAID_TWICE
    return _tell("money_goes_back", payment, address="shop:cart", twice=twice)


def tell_payment_failed(payment: Payment) -> bool:
    """Say that a slow way of paying came to nothing, and where to pay another way; once for each attempt."""
    return _tell("payment_failed", payment, address="shop:review")


def tell_money_went_back(refund: Refund, *, note: str = "", attachments: tuple[Attachment, ...] = ()) -> bool:
    """Say that money goes back, and to what access ends; once for each refund. `note` names its credit note."""
    whole, titles = refund.amount >= refund.payment.amount, [line.title for line in refund.lines.all()]
    context = {"amount": refund.total, "whole": whole, "titles": titles, "note": note}
    kind, address = "money_went_back", "shop:order"
    return _tell(kind, refund.payment, address=address, cause=refund.key, attachments=attachments, **context)


def _tell(
    kind: str,
    payment: Payment,
    *,
    address: str,
    cause: str = "",
    attachments: tuple[Attachment, ...] = (),
    **context,
) -> bool:
    order = payment.order
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        url = absolute(reverse(address, args=[order.secret] if address == "shop:order" else []))
    context = {"order": order, "amount": payment.total, "url": url, **context}
    letter = Letter(kind, order.email, order.language, context, attachments)
    return send(letter, key=f"{kind}:{cause or payment.key}")
