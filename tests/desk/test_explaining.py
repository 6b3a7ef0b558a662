"""A part of the money went back that nobody here asked for: staff say for which goods."""

import pytest
from django.urls import reverse
from django.utils import timezone

from integrations.stripe.standin import desk as stand_in_desk
from integrations.stripe.standin import paying
from outbox.models import Job
from shop.fulfilment.models import Fulfilment
from shop.payments.operations import settle
from shop.payments.queries import to_look_at
from shop.payments.refunds import look_at_refunds
from tests.factories.payments import at_the_page, do_all_work

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
CLICK = "0" * 32


@pytest.fixture
def payment():
    """Paid and handed over; one euro of it went back at the supplier's own desk."""
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    stand_in_desk.refund(payment.session_id, amount=100)
    payment.refresh_from_db()
    look_at_refunds(reference=payment.reference, at=timezone.now())
    return payment


@pytest.fixture
def page(payment):
    return reverse("orders:explain", args=[payment.order.number])


def test_the_list_of_what_needs_a_person_leads_there(manager, payment, page):
    assert page in manager.get(reverse("orders:attention")).content.decode()
    assert "Dawn walk" in manager.get(page).content.decode()


def test_access_to_what_is_ticked_ends_and_nobody_need_look_any_more(manager, payment, page):
    line = payment.order.lines.get()

    answer = manager.post(page, {"click": CLICK, "lines": [line.pk]})
    again = manager.post(page, {"click": CLICK, "lines": [line.pk]})
    do_all_work()

    assert (answer.status_code, again.status_code) == (302, 302)
    assert Fulfilment.objects.get().state == "revoked"
    assert list(to_look_at()) == []
    assert "said for which goods" in manager.get(answer.url).content.decode()


def test_it_may_have_been_a_kindness_for_nothing(manager, payment, page):
    manager.post(page, {"click": CLICK})

    assert (list(to_look_at()), Job.objects.filter(kind="fulfilment.revoke").count()) == ([], 0)


@pytest.mark.parametrize("lines", [["x"], ["0"], ["99999999999999999999"], ["\x00"]])
def test_ugly_lines_end_nothing(manager, payment, page, lines):
    answer = manager.post(page, {"click": CLICK, "lines": lines})

    assert (answer.status_code, "Tick only what is on the list." in answer.content.decode()) == (422, True)
    assert Job.objects.filter(kind="fulfilment.revoke").count() == 0


def test_support_may_not(support, payment, page):
    assert support.post(page, {"click": CLICK, "lines": []}).status_code == 403
