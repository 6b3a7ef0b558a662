"""One order, and its story."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from shop.desk.rights import SEE, permissions
from shop.desk.timeline import timeline_of
from shop.desk.views import _sums
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import LedgerEntry
from shop.payments.refunds import refund
from tests.factories.accounts import make_user
from tests.factories.payments import do_all_work
from tests.factories.shop import eur, make_order, make_postcard, make_walk
from tests.factories.staff import click_of, confirm, paid_at_the_page, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def page_of(order: Order) -> str:
    return f"/admin/orders/{order.number}/"


def story(order: Order) -> list[str]:
    return [happening.words for happening in timeline_of(order)]


def test_an_order_shows_buyer_lines_sums_consents_and_links_to_what_can_be_done(manager):
    order = paid_at_the_page(make_walk(amount=7900), make_postcard(), name="Ada Lindqvist")

    page = said_to(manager, page_of(order))

    for words in ("Ada Lindqvist", "ada@example.org", "Germany", "Dawn walk", "€79.00", "€82.00", "I bring boots."):
        assert words in page, words
    assert (f"{page_of(order)}refund/" in page, f"{page_of(order)}cancel/" in page) == (True, False)


def test_what_came_in_is_not_less_for_the_suppliers_fee_and_for_what_was_paid_out(manager):
    order = paid_at_the_page(make_postcard(amount=1000))
    do_all_work()
    fee = order.ledger.get(kind="fee")
    moved = {"order": order, "currency": "EUR", "at": timezone.now()}
    LedgerEntry.objects.create(kind="payout", amount=-(1000 + fee.amount), reference="po_1:txn_1", **moved)

    sums = _sums(order)

    assert (sums.paid, sums.back, sums.kept) == (eur(1000), eur(0), eur(1000))
    assert (sums.fee, sums.paid_out) == (eur(-fee.amount), eur(1000 + fee.amount))


def test_the_story_has_payment_money_goods_letters_refunds_notes_and_acts_in_order_of_time(manager):
    order = paid_at_the_page(make_postcard(amount=300))
    confirm(manager, f"{page_of(order)}note/", text="She wrote to us.")
    refund(order_id=order.pk, amount=eur(300), lines=order.lines.all(), cause="desk", at=timezone.now())
    do_all_work()

    told = story(order)

    places = [
        next(place for place, words in enumerate(told) if beginning in words)
        for beginning in (
            "The order was placed",
            "Attempt 1 to pay €3.00 was begun",
            "€3.00 came in",
            "Letter “Your order",
            "She wrote to us.",
            "€3.00 is to go back",
            "“Lake in March” was taken back",
        )
    ]
    assert places == sorted(places)
    assert "Access to “Lake in March” ended." in told


def test_what_failed_stands_out_with_its_reason_and_its_mending(support):
    order = paid_at_the_page(make_postcard())
    Fulfilment.objects.update(state="failed", last_error="KeyError: walkers")

    page = said_to(support, page_of(order))

    assert "KeyError: walkers" in page
    assert "Hand it over now" in page


def test_a_page_with_ten_lines_takes_as_many_queries_as_one_with_one(manager, django_assert_max_num_queries):
    small = paid_at_the_page(make_postcard())
    large = paid_at_the_page(*(make_postcard(f"Card {number}") for number in range(10)))
    said_to(manager, page_of(small))
    with django_assert_max_num_queries(90) as one:
        said_to(manager, page_of(small))
    alone = len(one)

    with django_assert_max_num_queries(alone):
        said_to(manager, page_of(large))


def test_an_order_whose_buyer_has_left_still_opens(support):
    order = paid_at_the_page(make_postcard())
    Order.objects.filter(pk=order.pk).update(email="", name="", user=None)

    assert "The buyer has left." in said_to(support, page_of(order))


def test_an_order_that_is_none_is_not_found(support):
    assert support.get("/admin/orders/NONE2222/").status_code == 404


def test_a_note_sent_twice_is_written_once_with_author_and_time(support):
    order = make_order(make_postcard())
    click = click_of(support.get(page_of(order)))

    for _ in range(2):
        answer = support.post(f"{page_of(order)}note/", {"click": click, "text": "<b>Call</b> her\nat noon"})
        assert answer.status_code == 302

    note = order.notes.get()
    assert (note.author.name, note.text) == ("Sina", "<b>Call</b> her\nat noon")
    assert "&lt;b&gt;Call&lt;/b&gt; her" in said_to(support, page_of(order))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Write what the others should know"),
        ({"text": "x" * 2001}, "Write at most 2,000 characters"),
        ({"text": "Kept words", "click": "none"}, "This page is out of date"),
    ],
)
def test_a_note_that_cannot_be_written_loses_nothing(support, fields, words):
    order = make_order(make_postcard())
    sent = {"click": click_of(support.get(page_of(order))), **fields}

    answer = support.post(f"{page_of(order)}note/", sent)

    page = answer.content.decode()
    assert (answer.status_code, words in page, sent["text"] in page) == (422, True, True)
    assert not order.notes.exists()


def test_whoever_may_only_look_finds_no_form_for_notes(client, support):
    order = make_order(make_postcard())
    looker = make_user("looker@example.org")
    looker.user_permissions.add(Permission.objects.get(codename="access_admin"), *permissions(SEE))
    client.force_login(looker, backend="django.contrib.auth.backends.ModelBackend")

    assert "Write a note" in said_to(support, page_of(order))
    assert "Write a note" not in said_to(client, page_of(order))
