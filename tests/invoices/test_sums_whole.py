"""Generated carts from the first click to the last cent that went back: every book says the same, to the minor unit."""

import random

import pytest
from django.db.models import Sum
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from shop.cart.basket import basket_of
from shop.invoices.content import taxes_in
from shop.orders.models import Order
from shop.payments.operations import settle
from shop.payments.refunds import refund
from tests.factories.payments import at_the_page, do_all_work
from tests.factories.shop import GUEST, eur, make_cart, make_postcard, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

TAXED = ["standard", "book"]  # 19 and 7 per cent in Germany


def generated_offers(chance: random.Random) -> list:
    makers = [make_walk, make_postcard]
    return [
        chance.choice(makers)(f"Thing {number}", amount=chance.randrange(1, 20_000), tax_class=chance.choice(TAXED))
        for number in range(chance.randrange(1, 5))
    ]


def taxes_by_rate(papers) -> dict:
    sums: dict = {}
    for paper in papers:
        for part in taxes_in(paper.content):
            gross, tax = sums.get(part.percent, (0, 0))
            sums[part.percent] = (gross + part.gross, tax + part.tax)
    return sums


@pytest.mark.parametrize("seed", range(8))
def test_cart_order_ledger_supplier_and_papers_say_the_same_until_nothing_is_left(seed):
    chance = random.Random(seed)
    offers = generated_offers(chance)
    _, cart = make_cart(*offers, at=timezone.now())
    shown = basket_of(cart, user=GUEST, language="en", country="DE", at=timezone.now()).total.minor

    payment = at_the_page(*offers)
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()

    order = Order.objects.get()
    invoice = order.invoices.get()
    charged = sum(row.body["amount"] for row in Record.objects.filter(kind="charge"))
    lines = order.lines.aggregate(total=Sum("total_amount"), tax=Sum("tax_amount"))
    booked = order.ledger.filter(kind="charge").aggregate(all=Sum("amount"))["all"]
    assert {shown, order.total_amount, charged, booked, lines["total"], invoice.total_amount} == {shown}
    assert invoice.tax_amount == lines["tax"] == order.tax_amount

    give_all_back(order, chance)

    notes = list(order.invoices.filter(kind="credit_note"))
    went_back = sum(row.body["amount"] for row in Record.objects.filter(kind="refund"))
    assert sum(note.total_amount for note in notes) == went_back == shown
    assert taxes_by_rate(notes) == taxes_by_rate([invoice])
    assert order.ledger.filter(kind__in=["charge", "refund"]).aggregate(all=Sum("amount"))["all"] == 0
    order.refresh_from_db()
    assert order.state == "refunded"


def give_all_back(order: Order, chance: random.Random) -> None:
    """Line by line or in parts for none of them, until nothing is left."""
    left, lines = order.total_amount, list(order.lines.all())
    while left:
        line = lines.pop() if lines and chance.random() < 0.6 else None
        amount = min(line.total_amount if line else chance.randrange(1, left + 1), left)
        back = [line] if line else []
        refund(order_id=order.pk, amount=eur(amount), lines=back, cause=f"part-{left}", at=timezone.now())
        do_all_work()
        left -= amount
