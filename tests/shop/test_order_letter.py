"""The letter that confirms an order."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from messaging.models import Message
from outbox.contract import TryLater
from shop.fulfilment.operations import grant_line
from shop.invoices.operations import issue_invoice
from shop.orders.operations import mark_paid
from shop.orders.tasks import receipt
from tests.factories.shop import NOON, make_paid_order, make_postcard, make_walk, paid_and_granted

pytestmark = pytest.mark.django_db


def test_the_letter_waits_a_moment_for_the_goods_and_goes_once():
    order = make_paid_order(make_walk(), at=timezone.now())
    with pytest.raises(TryLater):
        receipt(order_id=order.pk)

    grant_line(line_id=order.lines.get().pk)
    issue_invoice(order_id=order.pk, at=timezone.now())
    receipt(order_id=order.pk)
    receipt(order_id=order.pk)

    letter = Message.objects.get()
    assert (letter.key, letter.to, letter.subject) == (
        f"receipt:{order.pk}",
        "ada@example.org",
        f"Your order {order.number}",
    )
    assert [part.name for part in letter.attachments.order_by("id")] == [f"{order.invoices.get().name}.pdf", "walk.ics"]


def test_the_letter_waits_a_moment_for_the_invoice_and_never_for_one_that_will_not_come():
    order = make_paid_order(make_postcard(), at=timezone.now())
    gift = make_paid_order(make_postcard(amount=0), at=timezone.now())
    for line in [*order.lines.all(), *gift.lines.all()]:
        grant_line(line_id=line.pk)

    with pytest.raises(TryLater):
        receipt(order_id=order.pk)
    receipt(order_id=gift.pk)

    assert Message.objects.get().key == f"receipt:{gift.pk}"


def test_the_letter_goes_after_a_while_even_if_goods_are_missing():
    order = make_paid_order(make_walk(), at=NOON - timedelta(days=3000))

    receipt(order_id=order.pk)

    assert Message.objects.count() == 1


def test_the_letter_says_amounts_tax_how_to_get_in_and_where_the_order_is():
    order = paid_and_granted(make_walk(), make_postcard(), name="Ada <b>L'indqvist</b>")

    receipt(order_id=order.pk)

    letter = Message.objects.get()
    link, way = f"http://testserver/en/orders/{order.secret}/?proof=", "http://testserver/en/walks/"
    expected = (
        "Dawn walk",
        "Three hours",
        "€79.00",
        "€82.00",
        "old lime tree.",
        "VAT in it, 19 %",
        "€13.09",
        link,
        way,
    )
    assert [words for words in expected if words not in letter.text or words not in letter.html] == []
    assert ("Ada <b>L'indqvist</b>" in letter.text, "<b>L" in letter.html) == (True, False)


def test_the_letter_is_in_the_orders_language_whoever_sends_it():
    order = paid_and_granted(make_postcard(), language="ar")

    with translation.override("de"):
        receipt(order_id=order.pk)

    letter = Message.objects.get()
    assert (letter.language, 'dir="rtl"' in letter.html, "/ar/orders/" in letter.text) == ("ar", True, True)


def test_an_address_that_no_letter_can_reach_is_a_clear_fault():
    order = paid_and_granted(make_postcard(), email="nobody")

    with pytest.raises(ValidationError):
        receipt(order_id=order.pk)
    assert not mark_paid(order, at=NOON)
