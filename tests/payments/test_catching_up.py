"""What happened at the supplier while nobody here heard of it, or while nobody here remembers it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import desk, paying
from outbox.models import Job
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.invoices.models import Invoice
from shop.orders.models import Order
from shop.payments.books import differences
from shop.payments.examining import examine
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund, SupplierEvent
from shop.payments.operations import PaymentUnavailable, open_payment, settle
from shop.payments.reconciling import reconcile
from shop.payments.tasks import compare
from tests.contracts.goods.models import Walker
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.shop import make_walk
from tests.factories.stripe import deliver_webhooks, make_session, play_dead, stop_clock

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def soon(minutes: int = 3):
    """A time when all has settled that settles alone, at the supplier too."""
    at = timezone.now() + timedelta(minutes=minutes)
    stop_clock(at)
    return at


def paid(*, deliver: bool = True) -> Payment:
    payment = at_the_page(make_walk())
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    if deliver:
        deliver_webhooks()
        do_all_work()
    return Payment.objects.get(pk=payment.pk)


def test_row_16_a_message_that_was_never_delivered_is_fetched_once():
    paid(deliver=False)
    at = soon()

    said = reconcile(at=at)

    assert sorted(line.split(": ")[1] for line in said) == [
        "checkout.session.completed was not delivered",
        "payment_intent.succeeded was not delivered",
    ]
    assert SupplierEvent.objects.count() == 2
    do_all_work()
    assert SupplierEvent.objects.filter(processed_at=None).count() == 0
    assert reconcile(at=at) == []


def test_an_attempt_that_was_given_up_here_and_paid_there_is_found():
    payment = at_the_page()
    Payment.objects.update(state="expired")
    paying.pay(payment.session_id, plan="never")

    said = reconcile(at=soon())

    assert said[0] == f"{payment.key}: its buyer is done, and here it is expired"
    assert (Order.objects.get().state, movements(payment.order)) == ("paid", [("charge", 7900)])


def test_a_dry_run_says_what_would_be_caught_up_with_and_changes_nothing():
    paid_one, refunded = at_the_page(), paid()
    Payment.objects.filter(pk=paid_one.pk).update(state="expired")
    paying.pay(paid_one.session_id, plan="never")
    desk.refund(refunded.session_id)
    at = soon()

    said = reconcile(at=at, dry_run=True)

    assert [line.partition(": ")[2] for line in said] == [
        "its buyer is done, and here it is expired",
        "is done at the supplier",
        "charge.refunded was not delivered",
        "refund.created was not delivered",
        "payment_intent.succeeded was not delivered",
        "checkout.session.completed was not delivered",
    ]
    assert (Refund.objects.count(), Payment.objects.filter(state="paid").count()) == (0, 1)
    assert SupplierEvent.objects.count() == 2
    assert reconcile(at=at) == said


def forget_the_day(order: Order) -> None:
    """The database is that of yesterday: the order waited for its money."""
    for rows in (Dispute, Refund, LedgerEntry, SupplierEvent, Fulfilment, Walker, Job):
        rows.objects.all().delete()
    Payment.objects.filter(order=order).delete()
    Order.objects.filter(pk=order.pk).update(state="awaiting_payment", paid_at=None)


def test_row_49_what_a_restored_database_has_forgotten_is_paid_again_and_paid_back_again():
    payment = paid()
    desk.refund(payment.session_id, amount=300)
    desk.dispute(payment.session_id)
    forget_the_day(payment.order)
    at = soon()

    said = reconcile(at=at)
    reconcile(at=at)
    do_all_work()

    assert said[0] == f"{payment.key}: its buyer is done, and here it is not known"
    assert movements(payment.order) == [("charge", 7900), ("refund", -300), ("dispute", -7900)]
    assert (Walker.objects.count(), Order.objects.get().state) == (1, "disputed")
    assert Refund.objects.get().reason == "elsewhere"


def test_row_49_an_attempt_begun_after_the_restore_is_not_in_the_way_of_the_money_that_came_before():
    payment = paid()
    forget_the_day(payment.order)
    with pytest.raises(PaymentUnavailable):  # its key was used yesterday
        open_payment(order_id=payment.order_id, at=timezone.now() + timedelta(seconds=5))
    second = open_payment(order_id=payment.order_id, at=timezone.now())

    reconcile(at=soon())

    states = Payment.objects.order_by("attempt").values_list("key", "state")
    assert list(states) == [(payment.key, "paid"), (second.key, "open")]
    reconcile(at=soon())
    assert list(states.all()) == [(payment.key, "paid"), (second.key, "expired")]


def test_row_49_money_for_an_order_that_is_gone_is_said_for_a_person():
    payment = paid()
    number, session_id = payment.order.number, payment.session_id
    forget_the_day(payment.order)
    Entitlement.objects.all().delete()
    Invoice.objects.all().delete()
    Order.objects.all().delete()

    said = reconcile(at=soon())

    assert said[0] == f"{session_id}: paid for order {number}, which this shop does not know"


def test_row_51_sessions_refunds_and_events_of_another_shop_change_nothing():
    other = make_session(metadata={"shop": "other.example", "order": "7K2MPQ4W", "payment": "pay:7K2MPQ4W:1"})
    paying.pay(other.id)
    desk.refund(other.id)
    deliver_webhooks()
    do_all_work()
    at = soon()

    assert reconcile(at=at) == []
    assert (differences(at=at + timedelta(hours=2)), Payment.objects.count(), Refund.objects.count()) == ([], 0, 0)


def test_a_supplier_that_does_not_answer_is_said_of_each_list_and_the_others_are_read():
    paid(deliver=False)
    at = soon()
    play_dead("timeout", path="/refunds", times=2)

    said = reconcile(at=at)

    assert (said[0], len(said)) == ("refunds: the supplier does not answer", 3)


# The books ---


def tomorrow():
    return timezone.now() + timedelta(hours=20)


def test_books_that_agree_say_nothing():
    desk.refund(paid().session_id)
    deliver_webhooks()
    do_all_work()
    slow = at_the_page()
    paying.pay_later(slow.session_id, arrives=True)
    Record.objects.filter(kind="charge", body__status="pending").update(created=1_700_000_000)
    paying.decide(slow.session_id, arrives=True)
    settle(session_id=slow.session_id, at=timezone.now())

    assert LedgerEntry.objects.filter(kind="charge").count() == 2
    assert differences(at=tomorrow()) == []


def test_each_movement_that_differs_is_named(caplog):
    missing, other, invented = paid(), paid(), paid()
    desk.refund(missing.session_id)
    LedgerEntry.objects.filter(reference=missing.reference).delete()
    LedgerEntry.objects.filter(reference=other.reference).update(amount=7800)
    Payment.objects.filter(pk=invented.pk).update(reference="pi_invented")
    LedgerEntry.objects.filter(reference=invented.reference).update(reference="pi_invented")
    refund = Record.objects.get(kind="refund").key

    assert sorted(differences(at=tomorrow())) == sorted(
        [
            f"{missing.reference}: 7900 EUR came, the ledger has nothing",
            f"{other.reference}: 7900 EUR came, the ledger has 7800 EUR",
            f"{invented.reference}: 7900 EUR came, the ledger has nothing",
            "pi_invented: the ledger has 7900 EUR, which never came",
            f"{refund}: 7900 EUR went back, the ledger has nothing",
        ]
    )
    stop_clock(tomorrow())
    assert len([finding for finding in examine(at=tomorrow()) if "Ledger and supplier differ" in finding.what]) == 5


def test_once_a_day_differences_are_said_loudly(caplog):
    payment = paid()
    Record.objects.filter(kind="charge").update(created=int(timezone.now().timestamp()) - 7200)
    LedgerEntry.objects.all().delete()
    Payment.objects.update(settled_at=timezone.now() - timedelta(hours=2))

    compare()

    assert f"Ledger and supplier differ: {payment.reference}" in caplog.text
