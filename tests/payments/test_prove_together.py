"""Webhook, returning buyer and reconciler arrive at the same moment, in processes of their own."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.gateway import gateway
from shop.payments.models import LedgerEntry, Payment, Refund
from shop.payments.operations import cancel_open_payment, open_payment, settle
from shop.payments.settling import take_in
from tests.factories.payments import at_the_page
from tests.factories.shop import make_order, make_postcard, make_walk
from tests.together import together

ORDERS = 12

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


def paid_sessions() -> list:
    """Sessions as they were read from the supplier, none of them acted on yet."""
    payments = [at_the_page(make_walk(places=1)) for _ in range(ORDERS)]
    for payment in payments:
        paying.pay(payment.session_id, plan="never")
    return [gateway().session(payment.session_id) for payment in payments]


def test_row_14_money_reported_by_many_at_once_counts_once():
    sessions = paid_sessions()

    wrong = together(lambda session: take_in(session, at=timezone.now()), sessions)

    assert wrong == []
    assert set(Order.objects.values_list("state", flat=True)) == {"paid"}
    assert (Payment.objects.filter(state="paid").count(), LedgerEntry.objects.count()) == (ORDERS, ORDERS)
    assert (Fulfilment.objects.count(), Refund.objects.count()) == (ORDERS, 0)


def test_row_14_without_the_lock_the_same_reports_collide(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, with or without our lock; PostgreSQL shows it")
    sessions = paid_sessions()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self.all())

    wrong = together(lambda session: take_in(session, at=timezone.now()), sessions)

    assert wrong
    assert LedgerEntry.objects.count() == ORDERS, "the database's own constraint holds even then"


def test_row_04_many_tabs_that_pay_at_once_are_led_to_one_page():
    orders = [make_order(make_postcard()) for _ in range(ORDERS)]

    wrong = together(lambda order: open_payment(order_id=order.pk, at=timezone.now()), orders)

    assert wrong == []
    assert list(Payment.objects.values_list("state", "attempt")) == [("open", 1)] * ORDERS
    assert Record.objects.filter(kind="checkout.session").count() == ORDERS


def test_row_25_who_pays_while_the_page_is_ended_has_paid_or_has_not():
    payments = [at_the_page(make_walk(places=1)) for _ in range(ORDERS)]

    def pay_or_end(payment: Payment) -> None:
        if os.getpid() % 2:
            cancel_open_payment(order_id=payment.order_id, at=timezone.now())
            return
        with suppress(paying.NotOpen):
            paying.pay(payment.session_id, plan="never")
        settle(session_id=payment.session_id, at=timezone.now())

    wrong = together(pay_or_end, payments)

    assert wrong == []
    for payment in Payment.objects.select_related("order"):
        at_stripe = Record.objects.get(key=payment.session_id).body["status"]
        ended = (payment.state, at_stripe, payment.order.paid_at is not None)
        assert ended in [("paid", "complete", True), ("expired", "expired", False)]
    assert LedgerEntry.objects.count() == Payment.objects.filter(state="paid").count()
