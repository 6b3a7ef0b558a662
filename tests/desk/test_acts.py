"""What staff do with orders: once, by right, and written down."""

import re

import pytest
from wagtail.models import ModelLogEntry

from integrations.stripe.standin import paying
from messaging.models import Message
from outbox.models import Job
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.orders.models import Order
from shop.payments.models import Refund
from tests.contracts.goods.models import Walker
from tests.factories.messaging import make_message
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.shop import make_order, make_postcard, make_walk
from tests.factories.staff import click_of, confirm, paid_at_the_page, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def at(order: Order, act: str = "") -> str:
    return f"/admin/orders/{order.number}/{act}"


def logged() -> list[tuple[str, str]]:
    """What the audit log says, by act and name of whoever did it."""
    return list(ModelLogEntry.objects.order_by("id").values_list("action", "user__name"))


def state(order: Order) -> str:
    return Order.objects.get(pk=order.pk).state


def mark_of(page) -> str:
    return page.content.decode().split('name="mark" value="')[1].split('"')[0]


def words_of(page) -> str:
    return re.sub(r"<[^>]+>", "", page.content.decode())


def pay_back(desk, order, **fields) -> str:
    """Ask what would happen, and confirm it twice; gives what the preview said."""
    address = at(order, "refund/")
    asked = {"click": click_of(desk.get(address)), **fields}
    preview = desk.post(address, asked)
    assert (preview.status_code, Refund.objects.count()) == (200, 0)
    for _ in range(2):
        assert desk.post(address, {**asked, "mark": mark_of(preview)}).url == at(order)
    return words_of(preview)


@pytest.fixture
def order():
    """A walk for €79.00 and a postcard for €3.00, paid and handed over."""
    return paid_at_the_page(make_walk(), make_postcard())


def test_a_refund_in_full_says_what_ends_and_happens_once(manager, order):
    said = pay_back(manager, order, what="everything")
    do_all_work()

    for words in ("€82.00 goes back", "Dawn walk", "Lake in March", "access, which would last for ever", "VAT in it"):
        assert words in said, words
    assert (state(order), movements(order)) == ("refunded", [("charge", 8200), ("refund", -8200)])
    assert not Entitlement.objects.filter(revoked_at=None).exists()
    assert logged() == [("shop.order.refund", "Marta")]


def test_a_refund_of_one_thing_ends_only_that(manager, order):
    card = order.lines.get(kind="postcard")

    said = pay_back(manager, order, what="things", lines=[card.pk])
    do_all_work()

    assert ("€3.00 goes back" in said, "€0.48" in said) == (True, True)
    assert (state(order), Refund.objects.get().amount) == ("partly_refunded", 300)
    assert Fulfilment.objects.get(line=card).state == "revoked"
    assert Walker.objects.count() == 1


def test_a_sum_goes_back_and_nothing_ends(manager, order):
    said = pay_back(manager, order, what="sum", amount="20,50")
    do_all_work()

    assert ("€20.50 goes back" in said, "No access ends" in said) == (True, True)
    assert (state(order), Refund.objects.get().amount) == ("partly_refunded", 2050)
    assert not Fulfilment.objects.filter(state="revoked").exists()


def test_the_last_of_the_money_ends_everything_and_the_preview_says_so(manager, order):
    said = pay_back(manager, order, what="sum", amount="82")
    do_all_work()

    assert ("This ends:" in said, "Dawn walk" in said) == (True, True)
    assert set(Fulfilment.objects.values_list("state", flat=True)) == {"revoked"}


def test_what_changed_since_it_was_shown_is_shown_again(manager, order):
    address = at(order, "refund/")
    asked = {"click": click_of(manager.get(address)), "what": "sum", "amount": "10"}
    mark = mark_of(manager.post(address, asked))

    again = manager.post(address, {**asked, "amount": "11", "mark": mark})

    assert (again.status_code, "€11.00 goes back" in words_of(again)) == (200, True)
    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose what goes back"),
        ({"what": "half"}, "Choose one of the three"),
        ({"what": "things"}, "Choose at least one thing"),
        ({"what": "things", "lines": ["99999"]}, "Choose from the list"),
        ({"what": "sum"}, "Write how much goes back"),
        ({"what": "sum", "amount": "82.01"}, "Between nothing and €82.00"),
        ({"what": "sum", "amount": "0"}, "Between nothing and €82.00"),
        ({"what": "sum", "amount": "much"}, "Write the amount as a number"),
        ({"what": "sum", "amount": "1.001"}, "EUR has 2 digits"),
    ],
)
def test_a_refund_that_cannot_be_is_refused_beside_its_field(manager, order, fields, words):
    address = at(order, "refund/")

    answer = confirm(manager, address, **fields)

    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert fields.get("amount", "") in page
    assert not Refund.objects.exists()


def test_of_an_unpaid_order_nothing_goes_back(manager):
    assert manager.get(at(make_order(make_postcard()), "refund/")).status_code == 409


def test_a_letter_is_sent_again_once_for_each_click_in_the_same_words(support, order):
    first = Message.objects.get(kind="order_confirmation")
    address = at(order, f"letters/{first.pk}/again/")
    click = click_of(support.get(address))

    for _ in range(2):
        support.post(address, {"click": click})
    do_all_work()

    again = Message.objects.exclude(pk=first.pk).get(kind="order_confirmation")
    assert (again.text, again.to, again.state) == (first.text, first.to, "sent")
    assert again.attachments.count() == first.attachments.count() > 0
    assert logged() == [("shop.order.resend", "Sina")]


def test_a_letter_that_is_not_about_the_order_is_not_sent(support, order):
    other = make_message("secret:1", text="Your password")

    assert support.get(at(order, f"letters/{other.pk}/again/")).status_code == 404


def test_an_unpaid_order_is_cancelled_after_its_payment_page(support):
    payment = at_the_page()

    for _ in range(2):
        confirm(support, at(payment.order, "cancel/"))

    payment.refresh_from_db()
    assert (state(payment.order), payment.state) == ("cancelled", "expired")
    assert logged() == [("shop.order.cancel", "Sina")]


def test_an_order_that_was_paid_meanwhile_is_not_cancelled(support):
    payment = at_the_page()
    address = at(payment.order, "cancel/")
    click = click_of(support.get(address))
    paying.pay(payment.session_id)

    answer = support.post(address, {"click": click})

    assert (answer.status_code, state(payment.order)) == (409, "paid")
    assert "It can be refunded." in answer.content.decode()
    assert logged() == []


def test_a_failed_handover_is_tried_again_at_once(support, order):
    line = order.lines.get(kind="walk")
    Fulfilment.objects.filter(line=line).update(state="failed", last_error="x")
    Walker.objects.all().delete()
    address = at(order, f"lines/{line.pk}/hand-over/")
    click = click_of(support.get(address))

    for _ in range(2):
        assert support.post(address, {"click": click}).status_code == 302

    assert (Fulfilment.objects.get(line=line).state, Walker.objects.count()) == ("granted", 1)
    assert logged() == [("shop.order.retry", "Sina")]


def test_a_handover_that_fails_again_says_why_and_goes_on_by_itself(support, order):
    line = order.lines.get(kind="walk")
    Fulfilment.objects.filter(line=line).update(state="failed")
    Job.objects.filter(key=f"grant:{line.pk}").update(state="dead")
    order.lines.filter(pk=line.pk).update(choices={})

    answer = confirm(support, at(order, f"lines/{line.pk}/hand-over/"))

    assert (answer.status_code, "It failed again" in answer.content.decode()) == (409, True)
    assert Job.objects.get(key=f"grant:{line.pk}").state == "ready"


@pytest.mark.parametrize("method", ["get", "post"])
def test_support_may_not_pay_back(support, order, method):
    answer = getattr(support, method)(at(order, "refund/"), {"what": "everything"})

    assert (answer.status_code, "Your group may not do this." in answer.content.decode()) == (403, True)
    assert "refund/" not in said_to(support, at(order))
    assert not Refund.objects.exists()


def test_an_act_is_never_done_by_a_link(support):
    payment = at_the_page()

    support.get(at(payment.order, "cancel/"))

    assert state(payment.order) == "awaiting_payment"
