"""An order whose payment is under way: it is not paid twice, it is looked at, and it is not ended."""

import pytest
from django.utils import timezone

from integrations.stripe.standin import paying
from shop.cart.models import Cart
from shop.checkout.operations import AlreadyPaying, begin_payment, end_order, look_at_payment
from shop.desk.operations import CannotAct, cancel_unpaid, hand_over_now
from shop.orders.models import Order
from shop.payments.operations import settle
from tests.factories.payments import at_the_page
from tests.factories.shop import make_details, make_order, make_postcard
from tests.factories.stripe import play_dead

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_its_way() -> Order:
    """Its buyer's bank debit is accepted, and the money is not there yet."""
    payment = at_the_page(make_postcard())
    paying.pay_later(payment.session_id, arrives=True, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    return Order.objects.get()


def test_who_presses_pay_again_is_told_that_the_payment_is_under_way(on_its_way):
    cart, now = Cart.objects.get(), timezone.now()

    with pytest.raises(AlreadyPaying) as told:
        begin_payment(cart, make_details(cart, at=now), at=now)

    assert (told.value.order, on_its_way.payments.count()) == (on_its_way, 1)


def test_it_is_neither_ended_nor_cancelled_by_staff(on_its_way):
    with pytest.raises(AlreadyPaying):
        end_order(on_its_way, at=timezone.now())
    with pytest.raises(CannotAct, match="on its way"):
        cancel_unpaid(order=on_its_way, at=timezone.now())

    on_its_way.refresh_from_db()
    assert on_its_way.state == "processing"


def test_looking_at_it_brings_in_what_the_supplier_knows(on_its_way):
    paying.decide(on_its_way.payments.get().session_id, arrives=True)

    assert look_at_payment(on_its_way, at=timezone.now()).state == "paid"


def test_looking_changes_nothing_while_the_supplier_does_not_answer(on_its_way):
    paying.decide(on_its_way.payments.get().session_id, arrives=True)
    play_dead("lost_before", times=9)

    assert look_at_payment(on_its_way, at=timezone.now()).state == "processing"


def test_what_is_not_paid_is_not_handed_over_by_staff_and_a_cancelled_order_is_cancelled_once():
    order = make_order(make_postcard())
    with pytest.raises(CannotAct, match="not paid"):
        hand_over_now(line=order.lines.get())

    assert [cancel_unpaid(order=Order.objects.get(), at=timezone.now()) for _ in range(2)] == [True, False]
