"""What buyers and their browsers may do on the way to the payment, rightly or not."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from money import Money, format_money
from shop.cart.models import Cart, CartLine
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, Payment
from shop.payments.operations import PaymentUnavailable, open_payment, settle
from tests.factories.payments import at_the_page, movements
from tests.factories.shop import make_order, make_postcard, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
NAMES = [
    "total", "price", "amount", "unit_amount", "currency", "order", "order_id", "offer", "quantity", "voucher",
    "discount", "tax", "user", "state", "paid_at", "secret", "line", "cart",
]  # fmt: skip
WORDS = st.sampled_from(["0", "1", "-1", "7900", "0.01", "1e9", "999999999999", "USD", "JPY", "paid", "", "x", "\x00"])
FORMS = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, WORDS))
MANY = how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def guest() -> Client:
    return Client(headers={"origin": "http://testserver"})


def at_the_review(client: Client) -> None:
    """A postcard of €3.00 in the cart, every question answered."""
    client.post(reverse("shop:add"), {"offer": make_postcard(amount=300).key})
    said = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accept_terms": "on"}
    client.post(reverse("shop:checkout"), said)


@MANY
@given(form=FORMS)
def test_row_08_whatever_is_written_into_the_last_form_the_orders_own_price_is_asked_for(form):
    client = guest()
    at_the_review(client)
    before = Order.objects.count()

    answer = client.post(reverse("shop:review"), form)

    assert answer.status_code in (303, 409, 422)
    if answer.status_code != 303:
        assert Order.objects.count() == before
        return
    order = Order.objects.latest("id")
    session = Record.objects.get(key=order.payments.get().session_id).body
    assert (session["amount_total"], session["currency"], order.total) == (300, "eur", Money(300, "EUR"))


@MANY
@given(form=FORMS)
def test_row_08_whatever_is_put_into_a_cart_has_the_shops_price_and_no_more_than_may_be_ordered(form):
    client, offer = guest(), make_walk(amount=7900, most=3, currencies=("EUR", "USD"))
    CartLine.objects.all().delete()

    answer = client.post(reverse("shop:add"), {"offer": offer.key, **{k: v for k, v in form.items() if k != "offer"}})

    assert answer.status_code < 500
    for line in CartLine.objects.all():
        assert (1 <= line.quantity <= 3, line.seen_amount) == (True, 7900)
    assert set(Cart.objects.values_list("currency", flat=True)) <= {"EUR", "USD"}


def test_row_08_another_buyers_order_cannot_be_paid_or_read_by_its_number():
    theirs = at_the_page()
    mine = guest()
    at_the_review(mine)

    mine.post(reverse("shop:review"), {"total": 300, "currency": "EUR", "order": theirs.order.number})

    assert Payment.objects.exclude(pk=theirs.pk).get().order_id != theirs.order_id
    for address in ("orders/{}/", "orders/{}/receipt/", "checkout/{}/", "checkout/{}/back/"):
        assert mine.get(f"/en/{address.format(theirs.order.number)}").status_code == 404


def test_row_19_coming_back_with_another_buyers_session_grants_and_shows_nothing():
    theirs, client = at_the_page(email="grace@example.org", name="Grace Planted"), guest()
    paying.pay(theirs.session_id, plan="never")

    answer = client.get(f"/en/checkout/{'g' * 32}/", {"session": theirs.session_id})

    assert (answer.status_code, Order.objects.get().state) == (404, "awaiting_payment")
    assert "Planted" not in answer.content.decode()


CURRENCIES = {
    "EUR": (1999, "19,99 €"),
    "JPY": (1999, "1.999 ¥"),
    "HUF": (199900, "1.999,00 HUF"),
    "KWD": (19990, "19,990 KWD"),
}


@pytest.mark.parametrize("currency", CURRENCIES, ids=lambda code: f"row_33-{code}")
def test_a_sum_is_the_same_whole_number_from_the_offer_to_the_ledger(settings, currency):
    settings.SHOP_CURRENCIES = list(CURRENCIES)
    minor, words = CURRENCIES[currency]
    order = make_order(make_walk(amount=minor, currencies=(currency,), most=3), quantity=3, currency=currency)

    payment = open_payment(order_id=order.pk, at=timezone.now())
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())

    session = Record.objects.get(key=payment.session_id).body
    assert (session["amount_total"], session["currency"]) == (3 * minor, currency.lower())
    assert movements(order) == [("charge", 3 * minor)]
    assert LedgerEntry.objects.get(kind="charge").currency == currency
    assert re.sub(r"\s", " ", format_money(Money(minor, currency), language="de")) == words


def test_row_33_a_sum_that_the_supplier_cannot_take_to_the_last_digit_is_refused_and_not_rounded(settings):
    settings.SHOP_CURRENCIES = list(CURRENCIES)
    order = make_order(make_walk(amount=19995, currencies=("KWD",)), currency="KWD")

    with pytest.raises(PaymentUnavailable):
        open_payment(order_id=order.pk, at=timezone.now())

    assert Record.objects.filter(kind="checkout.session").count() == 0


@MANY
@given(prices=st.lists(st.integers(1, 999_999), min_size=1, max_size=4), quantity=st.integers(1, 9))
def test_row_33_parts_always_add_up_to_the_sum_that_is_charged(prices, quantity):
    offers = [make_postcard(amount=price, most_per_order=9) for price in prices]
    order = make_order(*offers, quantity=quantity)

    lines = list(order.lines.all())
    assert sum(line.total_amount for line in lines) == order.total_amount == sum(prices) * quantity
    assert sum(line.tax_amount for line in lines) == order.tax_amount <= order.total_amount


def test_row_37_nothing_that_changes_the_sum_at_the_supplier_is_ever_switched_on():
    payment = at_the_page()

    session = Record.objects.get(key=payment.session_id).body
    assert (session["allow_promotion_codes"], session["automatic_tax"]["enabled"]) == (None, False)
    assert (session["adaptive_pricing"], session["shipping_options"]) == ({"enabled": False}, [])


@pytest.mark.parametrize("part", ["amount_discount", "amount_tax"])
def test_row_37_a_sum_that_a_code_or_a_tax_changed_all_the_same_is_shown_to_a_person(part):
    payment = at_the_page()
    paying.pay(payment.session_id)
    record = Record.objects.get(key=payment.session_id)
    changed = 7900 + (500 if part == "amount_tax" else -500)
    total = {**record.body["total_details"], part: 500}
    record.body = {**record.body, "amount_total": changed, "amount_subtotal": 7900, "total_details": total}
    record.save()

    settle(session_id=payment.session_id, at=timezone.now())

    assert (Payment.objects.get().state, Order.objects.get().state) == ("mismatch", "review")
    assert movements(payment.order) == [("unmatched", changed)]


@pytest.mark.django_db(transaction=True)
def test_row_48_many_buyers_at_once_lose_no_order_on_any_database():
    walks = [make_walk(f"Walk {number}") for number in range(12)]
    begin, wrong = threading.Barrier(len(walks)), []

    def buy(walk) -> None:
        try:
            begin.wait(30)
            payment = at_the_page(walk)
            paying.pay(payment.session_id, plan="never")
            for _ in range(2):
                settle(session_id=payment.session_id, at=timezone.now() + timedelta(seconds=1))
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connections.close_all()

    buyers = [threading.Thread(target=buy, args=[walk]) for walk in walks]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()

    assert wrong == []
    assert list(Order.objects.values_list("state", flat=True)) == ["paid"] * 12
    assert LedgerEntry.objects.filter(kind="charge", amount=7900).count() == 12
