"""What no message ended is brought to its end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from outbox import registry
from outbox.models import Job
from shop.cart.models import CartLine
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.models import Payment, Refund
from shop.payments.operations import PaymentUnavailable, open_payment, settle
from shop.payments.reconciling import reconcile
from shop.payments.refunds import refund
from tests.factories.payments import at_the_page, do_all_work
from tests.factories.shop import eur, make_order, make_walk
from tests.factories.stripe import play_dead, stop_clock

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
SOON, LATER = timedelta(minutes=3), timedelta(minutes=40)


def after(span: timedelta):
    """A time when things have waited for that long, at the supplier too."""
    at = timezone.now() + span
    stop_clock(at)
    return at


def reconciled(*, at, dry_run: bool = False) -> list[str]:
    """What it says of payments, orders and refunds, without the messages that were never delivered."""
    return [said for said in reconcile(at=at, dry_run=dry_run) if not said.startswith("event ")]


def states() -> tuple[str, str]:
    return Payment.objects.order_by("id").last().state, Order.objects.get().state


def creating(*, fault: str = "lost_before") -> Payment:
    """An attempt whose page never reached us."""
    order = make_order(make_walk())
    play_dead(fault, times=2)
    with pytest.raises(PaymentUnavailable):
        open_payment(order_id=order.pk, at=timezone.now())
    return Payment.objects.get()


def test_row_16_a_payment_that_nobody_told_of_is_found():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")

    changed = reconciled(at=after(SOON))

    assert changed == [f"{payment.key}: open, is paid at the supplier"]
    assert states() == ("paid", "paid")
    assert reconciled(at=after(SOON)) == []


def test_what_is_young_is_left_alone():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")

    assert reconciled(at=timezone.now()) == []
    assert states() == ("open", "awaiting_payment")


def test_a_dry_run_says_it_and_changes_nothing():
    paid, open_one, lost = at_the_page(), at_the_page(), at_the_page()
    paying.pay(paid.session_id, plan="never")
    Payment.objects.filter(pk=lost.pk).update(state="creating", session_id=None)
    settled = list(Payment.objects.order_by("id").values_list("state", flat=True))

    said = reconciled(at=after(SOON), dry_run=True)

    assert said == [f"{lost.key}: asked for its page again", f"{paid.key}: open, is paid at the supplier"]
    assert list(Payment.objects.order_by("id").values_list("state", flat=True)) == settled
    assert open_one.order.paid_at is None
    said = reconciled(at=after(LATER), dry_run=True)
    assert f"{open_one.key}: open, is expired at the supplier" in said
    assert set(Order.objects.values_list("state", flat=True)) == {"awaiting_payment"}


@pytest.mark.parametrize("span", [SOON, LATER])
def test_row_01_an_attempt_that_never_reached_the_supplier_is_given_up(span):
    creating()

    reconciled(at=after(span))

    assert (Payment.objects.get().state, Record.objects.count()) == ("expired", 0)


def test_row_02_an_attempt_whose_answer_was_lost_finds_its_page_with_the_same_key():
    payment = creating(fault="lost_after")

    changed = reconciled(at=after(SOON))

    assert changed == [f"{payment.key}: asked for its page again"]
    assert (states(), Record.objects.filter(kind="checkout.session").count()) == (("open", "awaiting_payment"), 1)


def test_a_session_that_ran_out_ends_its_order_and_the_cart_stays():
    at_the_page()

    reconciled(at=after(LATER))

    assert (states(), CartLine.objects.count()) == (("expired", "expired"), 1)


def test_row_25_a_page_of_an_order_that_was_given_up_is_ended_at_the_supplier():
    payment = at_the_page()
    give_up(payment.order, state=Order.State.CANCELLED, at=timezone.now())

    reconciled(at=after(SOON))

    assert states() == ("expired", "cancelled")
    assert Record.objects.get(key=payment.session_id).body["status"] == "expired"


def test_an_order_without_any_attempt_runs_out():
    order = make_order(make_walk(), at=timezone.now())

    assert reconciled(at=after(SOON)) == []
    assert reconciled(at=after(LATER)) == [f"order {order.number}: its time to be paid is over"]
    assert Order.objects.get().state == "expired"


def test_a_slow_payment_is_not_hurried():
    payment = at_the_page()
    paying.pay_later(payment.session_id, arrives=True, plan="never")

    reconciled(at=after(SOON))
    assert reconciled(at=after(timedelta(days=4))) == []
    assert states() == ("processing", "processing")

    paying.decide(payment.session_id, arrives=True)
    reconciled(at=after(timedelta(days=5)))
    assert states() == ("paid", "paid")


def test_a_supplier_that_does_not_answer_is_said_and_the_rest_goes_on():
    first, second = at_the_page(), at_the_page()
    paying.pay(second.session_id, plan="never")
    play_dead("lost_before", times=2)

    changed = reconciled(at=after(SOON))

    assert changed == [f"{first.key}: the supplier does not answer", f"{second.key}: open, is paid at the supplier"]


def test_a_session_that_the_supplier_never_heard_of_does_not_block_its_order_for_ever():
    payment = at_the_page()
    Record.objects.filter(key=payment.session_id).delete()

    assert reconciled(at=after(SOON)) == [f"{payment.key}: unknown to the supplier"]
    assert states() == ("open", "awaiting_payment")
    reconciled(at=after(LATER))

    assert states() == ("expired", "expired")


def test_a_refund_whose_job_died_gets_its_attempts_again():
    payment = at_the_page()
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    row = refund(order_id=payment.order_id, amount=eur(7900), lines=[], cause="desk", at=timezone.now())
    Job.objects.filter(key=row.key).update(state="dead")

    assert reconciled(at=after(SOON)) == [f"{row.key}: to be asked for again"]
    do_all_work()

    assert Refund.objects.get().state == "done"


def test_the_command_says_what_it_changed():
    payment = at_the_page()
    Payment.objects.update(created_at=timezone.now() - SOON)
    paying.pay(payment.session_id, plan="never")
    dry, real = StringIO(), StringIO()

    call_command("reconcile", "--dry-run", stdout=dry)
    call_command("reconcile", stdout=real)

    line = f"{payment.key}: open, is paid at the supplier\n"
    assert (dry.getvalue(), real.getvalue()) == (f"{line}1 to be changed\n", f"{line}1 changed\n")


def test_it_comes_by_itself_every_five_minutes():
    assert registry.recurring["payments.reconcile"].every == timedelta(minutes=5)
    assert "payments.reconcile" in registry.handlers
