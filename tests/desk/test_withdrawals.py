"""Withdrawals in staff's hands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from messaging.models import Message
from shop.payments.models import Refund
from shop.withdrawals.models import WithdrawnLine
from shop.withdrawals.operations import declare
from tests.factories.shop import make_paid_order, make_postcard, make_walk
from tests.factories.staff import click_of, confirm, paid_at_the_page, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ATTENTION = "/admin/orders/needs-a-person/"


@pytest.fixture
def order(settings):
    """A walk and a postcard; the shop decides on each withdrawal itself."""
    settings.SHOP_WITHDRAWALS_AT_ONCE = False
    return paid_at_the_page(make_walk(), make_postcard())


@pytest.fixture
def declared(order):
    return withdraw(order)


def withdraw(order, *, kind="walk", click="c" * 32):
    lines = order.lines.filter(kind=kind).values_list("pk", flat=True)
    return declare(order_id=order.pk, lines=lines, name="Ada", email="ada@example.org", click=click, at=timezone.now())


def address(declared):
    return f"/admin/orders/{declared.order.number}/withdrawals/{declared.pk}/"


def state():
    return WithdrawnLine.objects.get().state


def test_what_waits_stands_in_the_list_and_in_the_story_a_click_from_the_decision(manager, order, declared):
    page, story = said_to(manager, ATTENTION), said_to(manager, f"/admin/orders/{order.number}/")

    assert "The buyer withdraws from: Dawn walk." in page
    assert address(declared) in page
    assert "Ada declared to withdraw from “Dawn walk”." in story


def test_yes_leads_to_the_refund_with_the_lines_chosen_and_counts_with_it(manager, order, declared):
    line = order.lines.get(kind="walk")
    refund = f"/admin/orders/{order.number}/refund/?lines={line.pk}"
    assert f'href="{refund}"' in said_to(manager, address(declared))

    page = manager.get(refund)
    assert page.context["form"]["lines"].value() == [str(line.pk)]
    said = {"click": click_of(page), "what": "things", "lines": [str(line.pk)], "amount": ""}
    shown = manager.post(refund, {**said, "mark": ""})
    manager.post(refund, {**said, "mark": shown.context["preview"].mark})

    assert (Refund.objects.get().amount, state()) == (7900, "accepted")
    assert "The buyer withdraws" not in said_to(manager, ATTENTION)
    assert "Nothing of this withdrawal waits" in said_to(manager, address(declared))


def test_no_needs_a_reason_is_told_by_letter_and_stands_in_the_audit_log(manager, declared):
    assert confirm(manager, address(declared), reason=" ").status_code == 422

    assert confirm(manager, address(declared), reason="You have walked it.").status_code == 302

    assert state() == "refused"
    assert "You have walked it." in Message.objects.get(kind="withdrawal_refused").text
    assert ModelLogEntry.objects.filter(action="shop.order.refuse_withdrawal").count() == 1
    assert "The buyer withdraws" not in said_to(manager, ATTENTION)


def test_a_second_click_says_no_once(manager, declared):
    said = {"click": click_of(manager.get(address(declared))), "reason": "You have walked it."}

    assert [manager.post(address(declared), said).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.filter(kind="withdrawal_refused").count() == 1


def test_support_may_not_decide(support, declared):
    assert support.get(address(declared)).status_code == 403


def test_a_withdrawal_of_another_order_is_not_there(manager, declared):
    other = make_paid_order(make_postcard("Another"), at=timezone.now())

    assert manager.get(f"/admin/orders/{other.number}/withdrawals/{declared.pk}/").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(manager, order, declared, django_assert_num_queries):
    said_to(manager, ATTENTION)
    with CaptureQueriesContext(connection) as one:
        said_to(manager, ATTENTION)
    withdraw(order, kind="postcard", click="d" * 32)

    with django_assert_num_queries(len(one)):
        said_to(manager, ATTENTION)
