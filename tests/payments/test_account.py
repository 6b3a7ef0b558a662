"""What taking money costs, and what of it reaches the shop's own bank."""

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import balance, disputes, paying
from outbox.models import Job
from shop.payments.models import LedgerEntry, Payment, Payout, SupplierEvent
from shop.payments.operations import settle
from shop.payments.refunds import refund
from tests.factories.payments import at_the_page, do_all_work, event, tell
from tests.factories.shop import eur, make_walk
from tests.factories.stripe import deliver_webhooks, make_session, play_dead

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def paid() -> Payment:
    payment = at_the_page(make_walk())
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    hear()
    payment.refresh_from_db()
    return payment


def hear() -> None:
    deliver_webhooks()
    do_all_work()


def entries(kind: str) -> list[int]:
    return list(LedgerEntry.objects.filter(kind=kind).order_by("id").values_list("amount", flat=True))


def balance_of(payment: Payment) -> int:
    return sum(payment.order.ledger.values_list("amount", flat=True))


def test_what_taking_money_cost_is_written_down_once():
    payment = paid()
    Job.objects.filter(key=f"fee:{payment.key}").update(state="ready", due=timezone.now())
    do_all_work()

    entry = LedgerEntry.objects.get(kind="fee")
    assert (entry.amount, entry.currency, entry.order_id) == (-143, "EUR", payment.order_id)
    assert entry.reference.startswith("txn_")


def test_a_fee_that_is_not_known_yet_is_asked_for_later():
    payment = at_the_page()
    paying.pay(payment.session_id)
    charge = Record.objects.get(kind="charge")
    known, charge.body = charge.body, {**charge.body, "balance_transaction": None}
    charge.save()
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    assert (entries("fee"), Job.objects.get(kind="payments.fee").state) == ([], "ready")

    charge.body = known
    charge.save()
    Job.objects.filter(kind="payments.fee").update(due=timezone.now())
    do_all_work()

    assert (entries("fee"), Job.objects.get(kind="payments.fee").state) == ([-143], "done")


def test_money_that_is_paid_out_leaves_the_orders_account_even():
    payment = paid()
    balance.pay_out()

    for _ in range(2):
        hear()

    payout = Payout.objects.get()
    assert (payout.state, payout.amount, payout.currency) == ("paid", 7757, "EUR")
    assert (entries("payout"), balance_of(payment)) == ([-7757], 0)


def test_refunds_and_disputes_go_into_the_next_payout_of_their_order():
    first, second = paid(), paid()
    balance.pay_out()
    hear()
    refund(order_id=first.order_id, amount=eur(7900), lines=[], cause="desk", at=timezone.now())
    disputes.dispute(second.session_id)
    hear()
    hear()

    balance.pay_out()
    hear()

    assert list(Payout.objects.order_by("id").values_list("amount", flat=True)) == [2 * 7757, -7900 - 9900]
    assert (balance_of(first), balance_of(second)) == (0, 0)


def test_a_payout_that_comes_back_is_in_the_account_again_once():
    payment = paid()
    (made,) = balance.pay_out()
    hear()
    balance.bring_back(made.key)

    for _ in range(2):
        hear()
        tell(event("payout.paid", {"id": made.key}))  # late, and no longer true
        do_all_work()

    assert (Payout.objects.get().state, entries("payout")) == ("failed", [-7757, 7757])
    assert balance_of(payment) == 7757


def test_a_payout_that_was_never_told_as_paid_comes_back_without_an_entry():
    paid()
    (made,) = balance.pay_out()
    balance.bring_back(made.key)

    hear()

    assert (Payout.objects.get().state, entries("payout")) == ("failed", [])


def test_row_51_what_belongs_to_others_in_a_payout_is_left_out():
    paying.pay(make_session().id)
    balance.pay_out()

    hear()

    assert (Payout.objects.count(), entries("payout")) == (1, [])
    assert SupplierEvent.objects.filter(processed_at=None).count() == 0


def test_a_payout_that_cannot_be_read_now_is_read_later():
    paid()
    balance.pay_out()
    deliver_webhooks()
    play_dead("timeout", path="/payouts", times=2)
    do_all_work()
    assert Payout.objects.count() == 0

    Job.objects.filter(kind="payments.told", state="ready").update(due=timezone.now())
    do_all_work()

    assert Payout.objects.get().state == "paid"
