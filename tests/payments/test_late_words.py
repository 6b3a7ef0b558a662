"""What is said late, twice, or of another attempt changes nothing that is past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import desk, paying
from messaging.models import Message
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.gateway import gateway
from shop.payments.models import Dispute, Payment, Refund, SupplierEvent
from shop.payments.operations import PaymentUnavailable, _attempt, ask_for_page, give_up_attempt, open_payment, settle
from shop.payments.refunds import _refused, explain, take_in_refunds
from shop.payments.tasks import told
from tests.factories.payments import at_the_page
from tests.factories.shop import NOON, make_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def state(order: Order) -> str:
    return Order.objects.get(pk=order.pk).state


def settled(payment: Payment) -> Payment:
    return settle(session_id=payment.session_id, at=timezone.now())


@pytest.fixture
def paid():
    """An order that was paid at its second page, and whose first one is open at the supplier."""
    first = at_the_page(make_postcard())
    Payment.objects.update(state=Payment.State.EXPIRED)
    second = open_payment(order_id=first.order_id, at=timezone.now())
    paying.pay(second.session_id, plan="never")
    settled(second)
    return first.order


@pytest.fixture
def first(paid):
    return paid.payments.get(attempt=1)


def test_a_page_that_comes_after_its_attempt_was_given_up_is_ended():
    attempt = _attempt(make_order(make_postcard()).pk, at=timezone.now())
    give_up_attempt(attempt)

    with pytest.raises(PaymentUnavailable, match="another window"):
        ask_for_page(attempt)

    assert Payment.objects.get().state == "expired"
    assert Record.objects.get(kind="checkout.session").body["status"] == "expired"


def test_what_is_paid_is_not_given_up(paid):
    give_up_attempt(paid.payments.get(attempt=2))

    assert paid.payments.get(attempt=2).state == "paid"


def test_another_page_that_waits_for_its_bank_leaves_a_paid_order_paid(paid, first):
    paying.pay_later(first.session_id, arrives=False)

    settled(first)

    assert (paid.payments.get(attempt=1).state, state(paid)) == ("processing", "paid")


def test_another_page_whose_bank_refuses_leaves_a_paid_order_paid_and_its_buyer_in_peace(paid, first):
    paying.pay_later(first.session_id, arrives=False)
    settled(first)
    paying.decide(first.session_id, arrives=False)

    settled(first)

    assert (paid.payments.get(attempt=1).state, state(paid)) == ("failed", "paid")
    assert not Message.objects.filter(kind="payment_failed").exists()


def test_money_of_another_page_that_does_not_fit_leaves_a_paid_order_paid_until_it_is_back_and_then(paid, first):
    paying.pay(first.session_id, plan="never")
    record = Record.objects.get(key=first.session_id)
    Record.objects.filter(pk=record.pk).update(body={**record.body, "amount_total": 100})

    mismatch = settled(first)
    before = state(paid)
    refund_whole(mismatch, 100)

    assert (mismatch.state, before, state(paid)) == ("mismatch", "paid", "paid")
    assert paid.payments.get(attempt=1).state == "returned"


def refund_whole(payment: Payment, amount: int) -> None:
    desk.refund(payment.session_id, amount=amount)
    take_in_refunds(payment, gateway().refunds(payment.reference), at=timezone.now())


def test_what_a_supplier_took_in_is_not_refused_afterwards():
    row = part_gone(paid_at_the_page(make_postcard(), all_work=False))

    _refused(row, "The answer to an older question.")

    row.refresh_from_db()
    assert (row.state, row.last_error) == ("done", "")


def part_gone(order: Order, amount: int = 100) -> Refund:
    """A part that went back elsewhere, and nobody knows for what."""
    payment = order.payments.get()
    desk.refund(payment.session_id, amount=amount)
    take_in_refunds(payment, gateway().refunds(payment.reference), at=timezone.now())
    return Refund.objects.latest("id")


def dispute(payment: Payment, **values) -> Dispute:
    told = {"amount": 100, "currency": "EUR", "opened_at": NOON, **values}
    return Dispute.objects.create(payment=payment, reference=f"dp_{Dispute.objects.count()}", **told)


def test_what_was_explained_before_is_not_explained_again_nor_what_a_bank_still_decides():
    order = paid_at_the_page(make_postcard(), make_walk(), all_work=False)
    payment, known = order.payments.get(), part_gone(order)
    lost, asked = dispute(payment, state="lost"), dispute(payment, state="inquiry")
    explain(payment_id=payment.pk, lines=order.lines.all(), at=NOON)

    explain(payment_id=payment.pk, lines=[], at=NOON + timedelta(days=1))

    for row in (known, lost, asked):
        row.refresh_from_db()
    assert (known.explained_at, lost.explained_at, asked.explained_at) == (NOON, NOON, None)


def test_the_rest_that_goes_back_explains_only_what_was_not_explained():
    order = paid_at_the_page(make_postcard(), all_work=False)
    payment, known = order.payments.get(), part_gone(order)
    lost, asked = dispute(payment, state="lost", amount=1), dispute(payment, state="inquiry")
    explain(payment_id=payment.pk, lines=order.lines.all(), at=NOON)

    part_gone(order, 200)

    for row in (known, lost, asked):
        row.refresh_from_db()
    assert (known.explained_at, lost.explained_at, asked.explained_at) == (NOON, NOON, None)
    assert Refund.objects.latest("id").explained_at is not None


def test_a_message_that_is_acted_on_twice_was_acted_on_when_it_was_first():
    values = {"supplier": "stripe", "event_id": "evt_1", "kind": "x", "payload": "{}", "received_at": NOON}
    event = SupplierEvent.objects.create(**values, processed_at=NOON, note="done")

    told(event=event.pk, about="", which="")

    event.refresh_from_db()
    assert (event.processed_at, event.note) == (NOON, "done")


def test_an_order_that_ends_gives_no_time_to_what_is_kept_no_more():
    order = make_order(make_walk(), make_postcard())
    before = set(cart_lines(order))

    give_up(order, state=Order.State.CANCELLED, at=NOON)

    held = {pk: until for pk, until in before if until}
    assert held and dict(cart_lines(order)) == {pk: NOON if until else None for pk, until in before}


def cart_lines(order: Order):
    return order.cart.lines.values_list("pk", "held_until")
