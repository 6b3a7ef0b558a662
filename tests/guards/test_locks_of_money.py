"""Money that moves in two places at once: whoever comes second sees what the first has done."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from integrations.stripe.standin import desk, paying
from shop.checkout.operations import AlreadyPaying, end_order
from shop.invoices.models import Invoice
from shop.invoices.operations import credit_order, issue_credit_note, issue_invoice, take_back_credit_note
from shop.orders.models import Order
from shop.payments.catching_up import _adopt
from shop.payments.gateway import CompletedSession, gateway
from shop.payments.models import Payment, Refund
from shop.payments.operations import _keep, open_payment
from shop.payments.reconciling import reconcile
from shop.payments.refunds import CannotRefund, explain, refund, take_in_refunds
from shop.payments.requests import request_for
from shop.payments.settling import take_in
from tests.factories.payments import at_the_page
from tests.factories.shop import NOON, eur, make_order, make_paid_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def paid_session(payment: Payment):
    """As the supplier says it, and nobody here has heard it yet."""
    paying.pay(payment.session_id, plan="never")
    return gateway().session(payment.session_id)


def new_attempt(order: Order) -> Payment:
    """A second page for an order, whose first one has run out here and not yet at the supplier."""
    order.payments.update(state=Payment.State.EXPIRED)
    return open_payment(order_id=order.pk, at=timezone.now())


def test_two_pages_of_one_order_that_are_paid_at_once_are_one_payment_and_one_refund():
    first = at_the_page(make_postcard())
    one, other = paid_session(first), paid_session(new_attempt(first.order))

    meanwhile(lambda: take_in(one, at=timezone.now()), lambda: take_in(other, at=timezone.now()))

    assert list(Payment.objects.order_by("id").values_list("state", flat=True)) == ["paid", "returned"]
    assert Refund.objects.get().reason == "paid_twice"


def test_a_page_that_is_written_down_while_it_is_paid_stays_written_down():
    payment = at_the_page(make_postcard())
    page = gateway().open_payment(request_for(payment))
    Payment.objects.filter(pk=payment.pk).update(state="creating", session_id=None, page_url="")
    session = paid_session(payment)
    payment.refresh_from_db()

    both = meanwhile(lambda: _keep(payment, page), lambda: take_in(session, at=timezone.now()))

    payment.refresh_from_db()
    assert (both.second, payment.state, payment.page_url) == (payment, "paid", page.url)


def test_an_order_that_is_paid_while_its_buyer_ends_it_is_not_ended():
    order = make_order(make_postcard())

    def pay() -> None:
        Order.objects.filter(pk=order.pk).update(state=Order.State.PROCESSING)

    both = meanwhile(pay, lambda: end_order(order, at=timezone.now()))

    assert isinstance(both.second, AlreadyPaying)
    assert Order.objects.get().state == "processing"


def test_an_order_whose_buyer_opens_the_page_in_the_last_moment_does_not_run_out():
    at = timezone.now()
    order = make_order(make_postcard(), at=at - timedelta(hours=1))

    meanwhile(lambda: open_payment(order_id=order.pk, at=at), lambda: reconcile(at=at))

    assert Order.objects.get().state == "awaiting_payment"


def test_two_payments_of_one_order_that_were_forgotten_come_back_at_once():
    order = make_order(make_postcard())

    def forgotten(name: str) -> CompletedSession:
        return CompletedSession(id=f"cs_{name}", order=order.number, key=f"pay:{name}", created_at=NOON)

    meanwhile(lambda: _adopt(forgotten("a")), lambda: _adopt(forgotten("b")))

    assert list(Payment.objects.order_by("id").values_list("session_id", "attempt")) == [("cs_a", 1), ("cs_b", 2)]


def test_two_refunds_at_once_never_give_back_more_than_came():
    order = paid_at_the_page(make_postcard(), all_work=False)

    def give_back(cause: str) -> Refund:
        return refund(order_id=order.pk, amount=eur(200), lines=[], cause=cause, at=timezone.now())

    both = meanwhile(lambda: give_back("a"), lambda: give_back("b"))

    assert isinstance(both.second, CannotRefund)
    assert Refund.objects.get() == both.first


def test_two_parts_that_went_back_elsewhere_and_are_heard_of_at_once_are_all_of_it():
    order = paid_at_the_page(make_postcard(), all_work=False)
    payment = order.payments.get()
    for part in (100, 200):
        desk.refund(payment.session_id, amount=part)
    parts = gateway().refunds(payment.reference)

    meanwhile(
        lambda: take_in_refunds(payment, parts[:1], at=timezone.now()),
        lambda: take_in_refunds(payment, parts[1:], at=timezone.now()),
    )

    assert (Refund.objects.count(), Order.objects.get().state) == (2, "refunded")


def test_two_people_who_say_what_a_part_was_for_do_not_mix_it_up():
    order = paid_at_the_page(make_postcard(), make_walk(), all_work=False)
    payment = order.payments.get()
    desk.refund(payment.session_id, amount=100)
    take_in_refunds(payment, gateway().refunds(payment.reference), at=timezone.now())
    card, walk = order.lines.order_by("kind")

    meanwhile(
        lambda: explain(payment_id=payment.pk, lines=[card], at=timezone.now()),
        lambda: explain(payment_id=payment.pk, lines=[walk], at=timezone.now()),
    )

    assert list(Refund.objects.get().lines.all()) == [card]


def test_an_invoice_that_two_ask_for_at_once_is_one():
    order = make_paid_order(make_postcard())

    both = meanwhile(*[lambda: issue_invoice(order_id=order.pk, at=NOON)] * 2)

    assert both.first == both.second == Invoice.objects.get()


def test_a_credit_note_that_two_ask_for_at_once_is_one():
    row = refunded()

    both = meanwhile(*[lambda: issue_credit_note(refund_id=row.pk, at=NOON)] * 2)

    assert both.first == both.second == Invoice.objects.get(kind="credit_note")


def test_an_invoice_against_a_credit_note_that_two_ask_for_at_once_is_one():
    row = refunded()
    issue_credit_note(refund_id=row.pk, at=NOON)

    both = meanwhile(*[lambda: take_back_credit_note(refund_id=row.pk, at=NOON)] * 2)

    assert both.first == both.second == Invoice.objects.get(kind="invoice", refund=row)


def test_the_credit_note_of_a_whole_order_that_two_ask_for_at_once_is_one():
    order = make_paid_order(make_postcard())
    issue_invoice(order_id=order.pk, at=NOON)

    both = meanwhile(*[lambda: credit_order(order_id=order.pk, at=NOON)] * 2)

    assert both.first == both.second == Invoice.objects.get(kind="credit_note")


def refunded() -> Refund:
    """A part of an order that is invoiced."""
    order = paid_at_the_page(make_postcard(), all_work=False)
    return refund(order_id=order.pk, amount=eur(100), lines=[], cause="desk", at=timezone.now())
