"""The way to the supplier's page: one order, one attempt, one page, whatever happens on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.models import Payment
from shop.payments.operations import PaymentUnavailable, cancel_open_payment, open_payment
from tests.factories.payments import at_the_page
from tests.factories.shop import make_order, make_paid_order, make_postcard, make_walk, new_price
from tests.factories.stripe import play_dead, stop_clock

pytestmark = pytest.mark.django_db
CREATE = {"method": "POST", "path": "/checkout/sessions"}


def sessions() -> list[str]:
    """The states of all sessions at the supplier, oldest first."""
    rows = Record.objects.filter(kind="checkout.session").order_by("id")
    return [row.body["status"] for row in rows]


def test_the_page_asks_for_what_the_order_says_and_nothing_else():
    order = make_order(make_walk(amount=7900), make_postcard(amount=300), name="Ada Lindqvist")

    payment = open_payment(order_id=order.pk, at=timezone.now())

    session = Record.objects.get(kind="checkout.session").body
    assert (session["amount_total"], session["currency"]) == (order.total_amount, "eur") == (8200, "eur")
    assert session["metadata"] == {"shop": "testserver", "order": order.number, "payment": payment.key}
    assert session["client_reference_id"] == order.number
    assert "Lindqvist" not in str(session)
    assert session["success_url"] == f"http://testserver/en/checkout/{order.secret}/"
    assert session["cancel_url"] == f"http://testserver/en/checkout/{order.secret}/back/"
    assert (payment.state, payment.page_url, payment.session_id) == ("open", session["url"], session["id"])


def test_orders_paid_at_a_stand_in_are_tests():
    payment = at_the_page()

    assert Order.objects.get(pk=payment.order_id).is_test


def test_a_language_that_the_supplier_does_not_speak_is_left_to_the_browser():
    at_the_page(language="ar")
    at_the_page(make_postcard(), language="de")

    rows = Record.objects.filter(kind="checkout.session").order_by("id")
    assert [row.body["locale"] for row in rows] == ["auto", "de"]


def test_row_04_asking_twice_is_one_page():
    first = at_the_page()

    again = open_payment(order_id=first.order_id, at=timezone.now())

    assert (again.pk, again.page_url, sessions()) == (first.pk, first.page_url, ["open"])


def test_row_02_a_lost_answer_is_asked_for_again_and_there_is_one_session():
    order = make_order(make_walk())
    play_dead("lost_after", **CREATE, times=2)
    with pytest.raises(PaymentUnavailable, match="Nothing was charged"):
        open_payment(order_id=order.pk, at=timezone.now())
    assert Payment.objects.get().state == "creating"

    payment = open_payment(order_id=order.pk, at=timezone.now())

    assert (payment.state, payment.attempt, sessions()) == ("open", 1, ["open"])


def test_row_03_a_fault_that_the_supplier_keeps_under_the_key_does_not_last_for_ever():
    order, now = make_order(make_walk()), timezone.now()
    play_dead("broken", **CREATE)
    for _ in range(2):
        with pytest.raises(PaymentUnavailable):
            open_payment(order_id=order.pk, at=now)

    payment = open_payment(order_id=order.pk, at=now + timedelta(seconds=90))

    assert (payment.state, payment.attempt) == ("open", 2)


@pytest.mark.parametrize("fault", ["lost_before", "timeout", "busy", "key_revoked", "broken"])
def test_row_06_row_07_row_50_a_supplier_that_fails_is_said_kindly_and_nothing_is_lost(fault):
    order = make_order(make_walk())
    play_dead(fault, times=2)

    with pytest.raises(PaymentUnavailable, match="does not answer"):
        open_payment(order_id=order.pk, at=timezone.now())

    order.refresh_from_db()
    assert (order.state, Payment.objects.get().state, sessions()) == ("awaiting_payment", "creating", [])


def test_row_06_one_fault_is_not_even_noticed():
    play_dead("lost_before", **CREATE)

    assert at_the_page().state == "open"


def test_row_35_a_sum_that_is_too_small_says_so():
    order = make_order(make_postcard(amount=20))

    with pytest.raises(PaymentUnavailable, match="too small"):
        open_payment(order_id=order.pk, at=timezone.now())

    assert Payment.objects.get().state == "expired"


def test_row_09_the_orders_own_price_is_charged_whatever_it_costs_now():
    walk = make_walk(amount=7900)
    order = make_order(walk)
    new_price(walk, 9900)

    open_payment(order_id=order.pk, at=timezone.now())

    assert Record.objects.get(kind="checkout.session").body["amount_total"] == 7900


def test_a_page_that_has_run_out_is_followed_by_a_new_attempt_of_the_same_order():
    first = at_the_page()
    later = timezone.now() + timedelta(minutes=40)
    stop_clock(later)

    second = open_payment(order_id=first.order_id, at=later)

    first.refresh_from_db()
    assert (first.state, second.state, second.attempt, sessions()) == ("expired", "open", 2, ["expired", "open"])


def test_an_order_that_is_over_cannot_be_paid():
    paid = make_paid_order(make_walk())
    over = make_order(make_postcard())
    give_up(over, state=Order.State.CANCELLED, at=timezone.now())

    for order in (paid, over):
        with pytest.raises(PaymentUnavailable, match="cannot be paid any more"):
            open_payment(order_id=order.pk, at=timezone.now())
    assert Payment.objects.count() == 0


def test_row_05_cancelling_ends_the_page_at_the_supplier_first():
    payment = at_the_page()

    cancel_open_payment(order_id=payment.order_id, at=timezone.now())

    payment.refresh_from_db()
    assert (payment.state, sessions()) == ("expired", ["expired"])


def test_row_05_an_attempt_without_a_page_is_given_up_without_asking():
    order = make_order(make_walk())
    play_dead("lost_before", times=2)
    with pytest.raises(PaymentUnavailable):
        open_payment(order_id=order.pk, at=timezone.now())

    cancel_open_payment(order_id=order.pk, at=timezone.now())

    assert Payment.objects.get().state == "expired"


def test_row_25_what_was_paid_before_it_could_be_cancelled_counts():
    payment = at_the_page()
    paying.pay(payment.session_id)

    cancel_open_payment(order_id=payment.order_id, at=timezone.now())

    payment.refresh_from_db()
    assert (payment.state, payment.order.state) == ("paid", "paid")


def test_cancelling_waits_where_the_supplier_does_not_answer():
    payment = at_the_page()
    play_dead("lost_before", times=2)

    with pytest.raises(PaymentUnavailable):
        cancel_open_payment(order_id=payment.order_id, at=timezone.now())

    payment.refresh_from_db()
    assert (payment.state, sessions()) == ("open", ["open"])
