"""Money and places: what is paid is sold, what comes late is taken again or paid back, what goes back comes free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.stripe.standin import paying
from messaging.models import Message
from shop.cart.tasks import release_ended_holds
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.models import Payment, Refund
from shop.payments.operations import settle
from shop.payments.reconciling import reconcile
from shop.payments.refunds import refund
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.payments import at_the_page, do_all_work
from tests.factories.shop import eur, make_cart

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture(autouse=True)
def counters_add_up():
    yield
    assert adds_up()


def paid_late(offer, *, quantity: int = 2) -> Payment:
    """Its buyer has paid at the supplier, and nobody here heard of it before its order ran out."""
    payment = at_the_page(offer, quantity=quantity)
    paying.pay(payment.session_id, plan="never")
    later = timezone.now() + timedelta(hours=1)
    give_up(Order.objects.get(), state=Order.State.EXPIRED, at=later)
    release_ended_holds(at=later)
    return payment


def test_what_was_held_is_sold_in_the_transaction_that_counts_the_money():
    payment = at_the_page(make_limited(), quantity=2)
    paying.pay(payment.session_id, plan="never")
    assert standing() == (2, 0, 1)

    settle(session_id=payment.session_id, at=timezone.now())
    settle(session_id=payment.session_id, at=timezone.now())

    assert standing() == (0, 2, 1)


def test_row_24_late_money_takes_places_that_are_free_again():
    payment = paid_late(make_limited())
    assert standing() == (0, 0, 3)

    settle(session_id=payment.session_id, at=timezone.now())

    assert (standing(), Order.objects.get().state) == ((0, 2, 1), "paid")


def test_row_24_late_money_for_places_that_went_to_others_goes_back_with_an_explanation():
    offer = make_limited()
    payment = paid_late(offer)
    make_cart(offer, quantity=2, at=timezone.now())

    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()

    assert (standing(), Order.objects.get().paid_at) == ((2, 0, 1), None)
    assert (Payment.objects.get().state, Refund.objects.get().reason) == ("returned", "gone")
    assert Message.objects.filter(kind="money_goes_back").count() == 1


def test_of_several_things_none_is_kept_where_one_is_gone():
    first, second = make_limited("hall"), make_limited("attic")
    payment = at_the_page(first, second)
    paying.pay(payment.session_id, plan="never")
    give_up(Order.objects.get(), state=Order.State.EXPIRED, at=timezone.now())
    release_ended_holds(at=timezone.now() + timedelta(hours=1))
    make_cart(second, quantity=3, at=timezone.now())

    settle(session_id=payment.session_id, at=timezone.now())

    assert (standing("hall"), standing("attic"), Payment.objects.get().state) == ((0, 0, 3), (3, 0, 0), "returned")


def test_row_22_slow_money_keeps_its_places_until_it_is_known():
    payment = at_the_page(make_limited(), quantity=2)
    paying.pay_later(payment.session_id, arrives=True, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    days_later = timezone.now() + timedelta(days=5)

    assert release_ended_holds(at=days_later) == 0
    paying.decide(payment.session_id, arrives=True)
    settle(session_id=payment.session_id, at=days_later)

    assert standing() == (0, 2, 1)


def test_row_22_slow_money_that_fails_gives_its_places_back_in_the_end():
    payment = at_the_page(make_limited(), quantity=2)
    paying.pay_later(payment.session_id, arrives=False, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    paying.decide(payment.session_id, arrives=False)
    settle(session_id=payment.session_id, at=timezone.now())
    assert standing() == (2, 0, 1)

    later = timezone.now() + timedelta(hours=1)
    reconcile(at=later)
    release_ended_holds(at=later)

    assert standing() == (0, 0, 3)


def test_places_of_an_abandoned_page_come_back_when_the_supplier_has_ended_it():
    payment = at_the_page(make_limited(), quantity=2)
    later = timezone.now() + timedelta(hours=1)
    assert release_ended_holds(at=later) == 0, "somebody may still pay there"

    reconcile(at=later)
    assert release_ended_holds(at=later) == 1

    payment.refresh_from_db()
    assert (payment.state, standing()) == ("expired", (0, 0, 3))
    with pytest.raises(paying.NotOpen):
        paying.pay(payment.session_id)


def test_what_is_paid_back_comes_free_once():
    payment = at_the_page(make_limited(), quantity=2)
    paying.pay(payment.session_id, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    order = Order.objects.get()

    refund(order_id=order.pk, amount=eur(600), lines=order.lines.all(), cause="test", at=timezone.now())
    do_all_work()
    do_all_work()

    assert standing() == (0, 0, 3)
