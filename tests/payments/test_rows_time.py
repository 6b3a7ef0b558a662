"""Things that come in another order, at another time, or after somebody died."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import desk, paying
from messaging.models import Message
from outbox.models import Job
from outbox.runner import claim, work
from shop.cart.tasks import release_ended_holds
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, Payment, Refund, SupplierEvent
from shop.payments.operations import settle
from tests.contracts.goods.models import KeptPlace, Walk
from tests.factories.payments import at_the_page, do_all_work, event, movements, tell
from tests.factories.shop import make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
KINDS = ["checkout.session.completed", "payment_intent.succeeded", "checkout.session.expired", "charge.refunded"]


@pytest.mark.parametrize("order_of_events", permutations(KINDS), ids=lambda kinds: "row_15-" + "-".join(kinds)[:60])
def test_events_in_every_order_come_to_the_same(order_of_events):
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    intent = Record.objects.get(key=payment.session_id).body["payment_intent"]
    desk.refund(payment.session_id, amount=900)
    about = {"charge.refunded": {"id": "ch_1", "payment_intent": intent}, "payment_intent.succeeded": {"id": intent}}

    for _ in range(2):  # Stripe tells again what it is not sure of
        for kind in order_of_events:
            tell(event(kind, about.get(kind, {"id": payment.session_id})))
            do_all_work()

    assert Payment.objects.get().state == "paid"
    assert (Order.objects.get().state, movements(payment.order)) == (
        "partly_refunded",
        [("charge", 7900), ("refund", -900)],
    )
    assert Refund.objects.get().reason == "elsewhere"


def test_row_40_an_event_of_an_older_version_leads_to_the_object_of_ours():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    old = {"id": payment.session_id, "object": "checkout.session", "display_items": [], "customer_email": None}

    tell(event("checkout.session.completed", old, api_version="2019-12-03", pending_webhooks=1, request="req_1"))
    do_all_work()

    assert (Order.objects.get().state, movements(payment.order)) == ("paid", [("charge", 7900)])


def test_row_20_a_worker_that_dies_over_an_event_leaves_it_to_the_next():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    tell(event("checkout.session.completed", {"id": payment.session_id}))
    taken("payments.told")
    do_all_work()
    assert SupplierEvent.objects.get().processed_at is None

    Job.objects.filter(kind="payments.told").update(lease_until=timezone.now())
    do_all_work()

    assert SupplierEvent.objects.get().processed_at is not None
    assert (Order.objects.get().state, movements(payment.order)) == ("paid", [("charge", 7900)])


def test_row_21_who_dies_between_the_payment_and_its_letter_leaves_one_letter_to_send():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())  # and here the process is killed
    assert Message.objects.count() == 0

    job, now = taken("order.receipt"), timezone.now()
    work(job, at=now)  # it is done, and nobody hears that it was
    Job.objects.filter(pk=job.pk).update(state="ready", finished_at=None, due=now, lease_until=now)
    for _ in range(2):
        do_all_work()
        settle(session_id=payment.session_id, at=timezone.now())

    assert Message.objects.filter(kind="order_confirmation").count() == 1
    assert Fulfilment.objects.filter(state="granted").count() == 1


def taken(kind: str) -> Job:
    """The work of this kind, in the hands of somebody; what stood before it is done."""
    now = timezone.now()
    while job := claim("somebody", at=now):
        if job.kind == kind:
            return job
        work(job, at=now)
    raise AssertionError(f"There is no work of the kind {kind}.")


def slow(walk) -> Payment:
    """A payment whose money is on its way, as everybody knows."""
    payment = at_the_page(walk)
    paying.pay_later(payment.session_id, arrives=True, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    return payment


@pytest.mark.parametrize("gone", ["cancelled", "full"], ids=lambda gone: f"row_23-{gone}")
def test_slow_money_that_comes_when_the_goods_are_gone_goes_back_with_an_explanation(gone):
    walk = make_walk(places=1)
    payment, later = slow(walk), timezone.now() + timedelta(days=20)
    release_ended_holds(at=later)
    if gone == "cancelled":
        Walk.objects.update(cancelled=True)
    else:
        KeptPlace.objects.all().delete()
        Walk.objects.update(places=0)

    paying.decide(payment.session_id, arrives=True)
    settle(session_id=payment.session_id, at=later)
    do_all_work()

    assert (Payment.objects.get().state, Refund.objects.get().reason) == ("returned", "gone")
    assert movements(payment.order) == [("charge", 7900), ("refund", -7900)]
    assert Message.objects.filter(kind="money_goes_back").count() == 1
    assert Fulfilment.objects.count() == 0


def test_row_23_slow_money_that_comes_after_its_places_were_given_back_takes_one_that_is_left():
    payment, later = slow(make_walk(places=1)), timezone.now() + timedelta(days=20)
    KeptPlace.objects.all().delete()

    paying.decide(payment.session_id, arrives=True)
    settle(session_id=payment.session_id, at=later)

    assert (Order.objects.get().state, KeptPlace.objects.count()) == ("paid", 1)
    assert LedgerEntry.objects.count() == 1
