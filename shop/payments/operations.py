"""Paying an order at the supplier's page: opening an attempt, ending it, and finding out how it stands.

Each of these speaks with the supplier, so none may be called in a transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from shop.orders.models import Order
from shop.payments.gateway import GatewayError, PaymentPage, TooLittle, gateway
from shop.payments.models import Payment
from shop.payments.requests import digest, request_for
from shop.payments.settling import take_in

logger = logging.getLogger("shop.payments")

REPEATABLE = timedelta(minutes=1)  # later the supplier finds the page's end too near and refuses
Answer = TypeVar("Answer")
LIVE = (Payment.State.CREATING, Payment.State.OPEN)


class PaymentUnavailable(Exception):
    """Nothing can be paid right now; the text may be shown to the buyer."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


def open_payment(*, order_id: int, at: datetime) -> Payment:
    """The open attempt of an order, with the page where it is paid; asked twice, it is one page.

    Raises PaymentUnavailable.
    """
    payment = _attempt(order_id, at=at)
    if payment.state == Payment.State.OPEN and payment.expires_at <= at:
        _end(payment, at=at)
        payment = _attempt(order_id, at=at)
    if payment.state == Payment.State.OPEN:
        return payment
    return ask_for_page(payment)


def settle(*, session_id: str, at: datetime) -> Payment | None:
    """Ask the supplier how a session stands and act on it, once however often; none if it is not ours.

    Raises PaymentUnavailable where the supplier does not answer.
    """
    return take_in(_asked(lambda: gateway().session(session_id)), at=at)


def cancel_open_payment(*, order_id: int, at: datetime) -> None:
    """See to it that nobody can pay an order any more; what was paid meanwhile counts.

    Raises PaymentUnavailable where the supplier does not answer.
    """
    payments = Payment.objects.filter(order=order_id)
    # Nobody was led to the page of an attempt that is still being made.
    payments.filter(state=Payment.State.CREATING).update(state=Payment.State.EXPIRED)
    for payment in payments.filter(state=Payment.State.OPEN):
        _end(payment, at=at)


def ask_for_page(payment: Payment) -> Payment:
    """Ask the supplier for an attempt's page, with the attempt's own key, and write it down."""
    try:
        page = _asked(lambda: gateway().open_payment(request_for(payment)))
    except PaymentUnavailable as reason:
        if reason.permanent:
            give_up_attempt(payment)
        raise
    return _keep(payment, page)


def give_up_attempt(payment: Payment) -> None:
    """Count an attempt as over that nobody can pay: its page was never shown, or the supplier knows none."""
    Payment.objects.filter(pk=payment.pk, state__in=LIVE).update(state=Payment.State.EXPIRED)


@transaction.atomic(durable=True)
def _attempt(order_id: int, *, at: datetime) -> Payment:
    """The attempt that is under way, or a new one with its key, committed before the supplier hears of it."""
    order = Order.objects.select_for_update().get(pk=order_id)
    if order.paid_at or order.state != Order.State.AWAITING_PAYMENT:
        raise PaymentUnavailable(_("This order cannot be paid any more. Please look at your cart once more."))
    payment = order.payments.filter(state__in=LIVE).first()
    if payment and (payment.state == Payment.State.OPEN or _repeatable(payment, at=at)):
        return payment
    if payment:
        give_up_attempt(payment)
    return _new_attempt(order, at=at)


def _repeatable(payment: Payment, *, at: datetime) -> bool:
    """Whether the supplier can be asked again with the same key: in time, and in the same words."""
    return at - payment.created_at <= REPEATABLE and payment.request_hash == digest(request_for(payment))


def _new_attempt(order: Order, *, at: datetime) -> Payment:
    number = order.payments.count() + 1
    order.is_test = not gateway().live
    order.save(update_fields=["is_test"])
    payment = Payment(
        order=order,
        attempt=number,
        key=f"pay:{order.number}:{number}",
        amount=order.total_amount,
        currency=order.currency,
        expires_at=(at + timedelta(minutes=settings.SHOP_PAYMENT_MINUTES)).replace(microsecond=0),
        created_at=at,
    )
    payment.request_hash = digest(request_for(payment))
    payment.save()
    return payment


def _keep(payment: Payment, page: PaymentPage) -> Payment:
    """Write the page down, unless somebody gave the attempt up meanwhile: then its page is ended too."""
    values = {"state": Payment.State.OPEN, "session_id": page.session_id, "page_url": page.url}
    Payment.objects.filter(pk=payment.pk, state=Payment.State.CREATING).update(**values)
    payment.refresh_from_db()
    if (payment.state, payment.session_id) != (Payment.State.OPEN, page.session_id):
        _asked(lambda: gateway().end_session(page.session_id))
        raise PaymentUnavailable(_("This payment was ended from another window. Please try again."))
    return payment


def _end(payment: Payment, *, at: datetime) -> None:
    take_in(_asked(lambda: gateway().end_session(payment.session_id)), at=at, order_may_end=False)


def _asked(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except TooLittle as error:
        words = _("This sum is too small to be paid at our payment partner.")
        raise PaymentUnavailable(words, permanent=True) from error
    except GatewayError as error:
        logger.warning("The payment supplier: %s", error)
        words = _("Our payment partner does not answer. Nothing was charged; please try again in a moment.")
        raise PaymentUnavailable(words, permanent=error.permanent) from error
