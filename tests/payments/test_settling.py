"""What follows from money that comes, comes late, comes twice or does not come."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from messaging.models import Message
from outbox.models import Job
from shop.cart.models import CartLine
from shop.cart.tasks import release_ended_holds
from shop.fulfilment.models import Fulfilment
from shop.orders.checkout import place_order
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.models import LedgerEntry, Payment, Refund
from shop.payments.operations import PaymentUnavailable, open_payment, settle
from tests.contracts.goods.models import KeptPlace, Walk, Walker
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.shop import make_cart, make_details, make_postcard, make_walk
from tests.factories.stripe import play_dead, stop_clock

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def look(payment: Payment, *, at=None) -> Payment:
    """The attempt after asking the supplier; the same one from the database."""
    settle(session_id=payment.session_id, at=at or timezone.now())
    return Payment.objects.select_related("order").get(pk=payment.pk)


def change_session(payment: Payment, **values) -> None:
    record = Record.objects.get(key=payment.session_id)
    record.body = {**record.body, **values}
    record.save()


def given_up(payment: Payment) -> Payment:
    """Its order was given up, and its places went back, before anybody heard of the money."""
    give_up(payment.order, state=Order.State.EXPIRED, at=timezone.now())
    release_ended_holds(at=timezone.now() + timedelta(seconds=1))
    return payment


def test_money_that_came_is_written_down_with_everything_that_follows_once():
    payment = at_the_page()
    paying.pay(payment.session_id)

    for _ in range(3):
        payment = look(payment)

    order = payment.order
    assert (payment.state, order.state, order.is_test) == ("paid", "paid", True)
    assert payment.reference.startswith("pi_")
    assert movements(order) == [("charge", 7900)]
    assert Fulfilment.objects.filter(line__order=order).count() == 1
    assert CartLine.objects.count() == 0
    assert sorted(Job.objects.filter(key__in=[f"receipt:{order.pk}"]).values_list("kind", flat=True)) == [
        "order.receipt"
    ]


def test_the_receipt_of_pretended_money_says_so():
    payment = at_the_page()
    paying.pay(payment.session_id)
    look(payment)

    do_all_work()

    letter = Message.objects.get(kind="order_confirmation")
    assert "This was a test: no money has moved." in letter.text
    assert list(Walker.objects.values_list("name", flat=True)) == ["Walker 1"]


def test_a_page_that_is_still_open_changes_nothing():
    payment = look(at_the_page())

    assert (payment.state, payment.order.state) == ("open", "awaiting_payment")


def test_a_decline_changes_nothing_since_the_page_stays_open():
    payment = at_the_page()
    paying.decline(payment.session_id)

    payment = look(payment)

    assert (payment.state, payment.order.state, CartLine.objects.count()) == ("open", "awaiting_payment", 1)
    paying.pay(payment.session_id)
    assert look(payment).state == "paid"


@pytest.mark.parametrize(
    ("wrong", "came"),
    [
        ({"amount_total": 100}, [("unmatched", 100)]),
        ({"currency": "usd"}, [("unmatched", 7900)]),
        ({"livemode": True}, []),
    ],
    ids=["row_10-amount", "row_38-currency", "row_39-mode"],
)
def test_money_that_does_not_fit_gives_nothing_and_a_person_looks(wrong, came):
    payment = at_the_page()
    paying.pay(payment.session_id)
    change_session(payment, **wrong)

    payment = look(payment)

    assert (payment.state, payment.order.state, payment.order.paid_at) == ("mismatch", "review", None)
    assert (Fulfilment.objects.count(), LedgerEntry.objects.filter(kind="charge").count()) == (0, 0)
    assert (KeptPlace.objects.count(), movements(payment.order)) == (1, came)
    assert look(payment).state == "mismatch"


def test_row_51_a_session_of_another_shop_is_left_alone():
    payment = at_the_page()
    paying.pay(payment.session_id)
    Payment.objects.all().update(session_id="cs_test_other", key="pay:OTHER:1")

    assert settle(session_id=payment.session_id, at=timezone.now()) is None


def test_row_18_a_supplier_that_does_not_answer_leaves_things_as_they_are():
    payment = at_the_page()
    paying.pay(payment.session_id)
    play_dead("timeout", times=2)

    with pytest.raises(PaymentUnavailable):
        look(payment)

    assert look(payment).state == "paid"


def test_money_of_an_attempt_whose_page_was_never_written_down_finds_its_order():
    payment = at_the_page()
    paying.pay(payment.session_id)
    session_id = payment.session_id
    Payment.objects.update(state="creating", session_id=None, page_url="")

    settle(session_id=session_id, at=timezone.now())

    assert Payment.objects.values_list("state", "session_id").get() == ("paid", session_id)


def test_row_24_money_that_comes_late_takes_the_place_again_if_one_is_left():
    payment = given_up(at_the_page(make_walk(places=1)))
    assert KeptPlace.objects.count() == 0
    paying.pay(payment.session_id)

    payment = look(payment)

    assert (payment.state, payment.order.state, KeptPlace.objects.count()) == ("paid", "paid", 1)
    do_all_work()
    assert (Walker.objects.count(), KeptPlace.objects.count()) == (1, 0)


def test_row_24_money_that_comes_when_the_place_is_gone_goes_back_with_an_explanation():
    walk = make_walk(places=1)
    payment = given_up(at_the_page(walk))
    make_cart(walk)  # somebody else has the place
    paying.pay(payment.session_id)

    payment = look(payment)
    do_all_work()

    refund = Refund.objects.get()
    assert (payment.state, payment.order.state, payment.order.paid_at) == ("returned", "expired", None)
    assert (refund.state, refund.amount, refund.reason) == ("done", 7900, "gone")
    assert movements(payment.order) == [("charge", 7900), ("refund", -7900)]
    letter = Message.objects.get()
    assert (letter.kind, letter.to) == ("money_goes_back", "ada@example.org")
    assert ("€79.00" in letter.text, "goes back the way it came" in letter.text) == (True, True)
    assert Fulfilment.objects.count() == 0


def test_row_24_money_that_comes_late_for_something_that_is_off_goes_back():
    payment = given_up(at_the_page())
    Walk.objects.update(cancelled=True)
    paying.pay(payment.session_id)

    assert look(payment).state == "returned"


def test_a_place_that_the_buyer_took_out_of_the_cart_while_paying_is_taken_again():
    payment = at_the_page(make_walk(places=1))
    KeptPlace.objects.all().delete()
    CartLine.objects.all().delete()
    paying.pay(payment.session_id)

    assert (look(payment).state, KeptPlace.objects.count()) == ("paid", 1)


def test_row_27_of_two_payments_for_one_order_the_second_goes_back():
    first = at_the_page()
    Payment.objects.filter(pk=first.pk).update(state="expired")
    second = open_payment(order_id=first.order_id, at=timezone.now())
    paying.pay(first.session_id)
    paying.pay(second.session_id)

    states = [look(second).state, look(first).state]
    do_all_work()

    assert states == ["paid", "returned"]
    assert Order.objects.get().state == "paid"
    assert sum(amount for _, amount in movements(second.order)) == 7900
    assert Message.objects.filter(kind="money_goes_back", text__contains="paid twice").count() == 1


def test_money_for_an_order_given_up_goes_back_if_the_same_cart_was_paid_with_another():
    first = given_up(at_the_page(make_postcard()))
    cart = first.order.cart
    order = place_order(cart, make_details(cart), at=timezone.now())
    second = open_payment(order_id=order.pk, at=timezone.now())
    paying.pay(second.session_id)
    paying.pay(first.session_id)

    assert [look(second).state, look(first).state] == ["paid", "returned"]


def test_row_22_a_slow_payment_keeps_its_places_until_it_has_come():
    payment = at_the_page(make_walk(places=1))
    paying.pay_later(payment.session_id, arrives=True)

    payment = look(payment)
    assert (payment.state, payment.order.state) == ("processing", "processing")
    release_ended_holds(at=timezone.now() + timedelta(days=5))
    assert KeptPlace.objects.get().until > timezone.now() + timedelta(days=13)

    paying.decide(payment.session_id, arrives=True)
    assert (look(payment).state, Order.objects.get().state) == ("paid", "paid")


def test_row_22_a_slow_payment_that_does_not_come_is_told_and_can_be_tried_another_way():
    payment = at_the_page()
    paying.pay_later(payment.session_id, arrives=False)
    look(payment)
    paying.decide(payment.session_id, arrives=False)

    for _ in range(2):
        payment = look(payment)

    assert (payment.state, payment.order.state) == ("failed", "awaiting_payment")
    letter = Message.objects.get()
    assert (letter.kind, "http://testserver/en/checkout/review/" in letter.text) == ("payment_failed", True)
    assert open_payment(order_id=payment.order_id, at=timezone.now()).attempt == 2


def test_a_page_that_ran_out_ends_the_order_and_gives_the_places_back():
    payment = at_the_page(make_walk(places=1))
    later = timezone.now() + timedelta(minutes=32)
    stop_clock(later)

    payment = look(payment, at=later)
    release_ended_holds(at=later)

    assert (payment.state, payment.order.state, KeptPlace.objects.count()) == ("expired", "expired", 0)
    assert CartLine.objects.count() == 1


def test_row_26_the_end_of_one_page_does_not_end_an_order_that_another_pays():
    first = at_the_page()
    later = timezone.now() + timedelta(minutes=40)
    stop_clock(later)
    second = open_payment(order_id=first.order_id, at=later)
    paying.pay(second.session_id)

    for payments in permutations([first, second, first]):
        for payment in payments:
            look(payment, at=later)

    assert sorted(Payment.objects.values_list("state", flat=True)) == ["expired", "paid"]
    assert Order.objects.get().state == "paid"
