"""What an order's state follows from: what of its money went back, and what banks ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum

from outbox import contract as outbox
from shop.orders.models import Order, OrderLine
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund

ON_ITS_WAY = (Refund.State.PENDING, Refund.State.DONE)
# While a bank decides, money that goes back by us as well would be given twice.
FROZEN = (Dispute.State.OPEN, Dispute.State.UNDER_REVIEW)


def locked(payment: Payment) -> Payment:
    """The attempt as it stands now with its order, which is locked till the caller's transaction ends."""
    order = Order.objects.select_for_update().get(pk=payment.order_id)
    payment = Payment.objects.get(pk=payment.pk)
    payment.order = order
    return payment


def derive_state(payment: Payment, *, at: datetime) -> None:
    """Bring an order to what its rows say, in the caller's transaction with the order locked; repeatable."""
    if payment.state == Payment.State.PAID:
        _derive_of_kept(payment, at=at)
    elif payment.state == Payment.State.MISMATCH:
        _close_mismatch(payment)


def given_back(payment: Payment, states: Iterable[str] = ON_ITS_WAY) -> int:
    """What of it goes back or went, in minor units."""
    return _sum(payment.refunds.filter(state__in=states))


def lost(payment: Payment) -> int:
    """What of it banks have taken for good, in minor units."""
    return _sum(payment.disputes.filter(state=Dispute.State.LOST))


def is_frozen(payment: Payment) -> bool:
    """Whether a bank is deciding about it. A mere question freezes nothing."""
    return payment.disputes.filter(state__in=FROZEN).exists()


def take_back(lines: Iterable[OrderLine]) -> None:
    """Write down that access to these ends, once for each line, in the caller's transaction."""
    for line in lines:
        outbox.add("fulfilment.revoke", key=f"revoke:{line.pk}", payload={"line_id": line.pk})


def _derive_of_kept(payment: Payment, *, at: datetime) -> None:
    back, gone = given_back(payment), lost(payment)
    state = Order.State.PARTLY_REFUNDED if back else Order.State.PAID
    if back and back >= payment.amount:
        state = Order.State.REFUNDED
    elif is_frozen(payment):
        state = Order.State.DISPUTED
    elif gone:
        state = Order.State.CHARGED_BACK
    Order.objects.filter(pk=payment.order_id).update(state=state)
    if (back or gone) and back + gone >= payment.amount:
        take_back(payment.order.lines.all())
        payment.refunds.filter(explained_at=None).update(explained_at=at)
        payment.disputes.filter(explained_at=None, state=Dispute.State.LOST).update(explained_at=at)


def _close_mismatch(payment: Payment) -> None:
    """Money that did not fit and went back whole needs nobody any more."""
    entries = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.UNMATCHED, reference=payment.reference)
    came = _sum(entries)
    if came and given_back(payment, [Refund.State.DONE]) >= came:
        Payment.objects.filter(pk=payment.pk).update(state=Payment.State.RETURNED)
        order = Order.objects.filter(pk=payment.order_id, state=Order.State.REVIEW, paid_at=None)
        order.update(state=Order.State.CANCELLED)


def _sum(rows) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0
