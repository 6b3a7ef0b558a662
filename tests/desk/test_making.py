"""Orders that staff make, and what they take back."""

import re

import pytest
from wagtail.models import ModelLogEntry

from accounts.models import User
from messaging.models import Message
from shop.fulfilment.access import entitled
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.invoices.queries import papers_of
from shop.orders.models import Order
from tests.contracts.goods.models import Postcard
from tests.factories.accounts import make_user
from tests.factories.payments import do_all_work, movements
from tests.factories.shop import make_postcard, make_walk, new_price
from tests.factories.staff import click_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
GIFT = "/admin/orders/new/complimentary/"
ELSEWHERE = "/admin/orders/new/paid-elsewhere/"
ADA = {"email": "ada@example.org", "name": "Ada Lindqvist", "country": "DE", "language": "de", "quantity": "1"}


def gift(offer, **fields) -> dict:
    return {**ADA, "offer": str(offer.pk), "reason": "The recording was broken.", **fields}


def elsewhere(offer, **fields) -> dict:
    paid = {"way": "transfer", "reference": "DE-4711", "currency": "EUR", "price": "", "text": ""}
    return {**ADA, "offer": str(offer.pk), **paid, **fields}


def make(desk, address, fields) -> str:
    """See what would happen and confirm it twice; gives what was said."""
    asked = {"click": click_of(desk.get(address)), **fields}
    preview = desk.post(address, asked)
    page = preview.content.decode()
    assert (preview.status_code, Order.objects.count()) == (200, 0), page
    mark = page.split('name="mark" value="')[1].split('"')[0]
    places = [desk.post(address, {**asked, "mark": mark}).url for _ in range(2)]
    assert places == [f"/admin/orders/{Order.objects.get().number}/"] * 2
    return re.sub(r"<[^>]+>", "", page)


def logged() -> list[tuple[str, str]]:
    return list(ModelLogEntry.objects.order_by("id").values_list("action", "user__name"))


def test_a_complimentary_order_is_granted_at_once_with_a_letter_and_its_reason(manager):
    ada = make_user(language="de")
    offer = make_postcard()

    said = make(manager, GIFT, gift(offer))

    order = Order.objects.get()
    assert ("Ada Lindqvist (ada@example.org) gets 1 × “Lake in March”" in said, "Nothing is to be paid." in said) == (
        True,
        True,
    )
    assert (order.state, order.origin, order.total_amount, order.user) == ("paid", "gift", 0, ada)
    assert entitled(ada, Postcard.objects.get())
    assert (order.notes.get().text, order.notes.get().author.name) == ("The recording was broken.", "Marta")
    assert logged() == [("shop.order.gift", "Marta")]
    do_all_work()
    letter = Message.objects.get(kind="order_confirmation")
    assert (letter.to, letter.language, "0,00" in letter.text.split("Lake")[0]) == ("ada@example.org", "de", False)


def test_a_gift_for_an_address_that_nobody_has_proven_waits_for_its_owner(manager):
    make(manager, GIFT, gift(make_postcard()))

    assert (Order.objects.get().user, Entitlement.objects.get().user) == (None, None)


def test_what_was_paid_elsewhere_stands_in_the_ledger_with_its_reference(manager):
    said = make(manager, ELSEWHERE, elsewhere(make_postcard(amount=11900), price="119", text="By phone"))

    order = Order.objects.get()
    assert "€119.00 is written down as paid; the tax in it is €19.00." in said
    assert (order.state, order.origin, order.tax_amount) == ("paid", "elsewhere", 1900)
    assert movements(order) == [("elsewhere", 11900)]
    assert order.ledger.get().reference == "transfer:DE-4711"
    assert order.notes.get().text == "transfer:DE-4711\nBy phone"
    assert Fulfilment.objects.get().state == "granted"


def test_a_sum_of_money_is_written_down_once(manager):
    make(manager, ELSEWHERE, elsewhere(make_postcard()))
    asked = {"click": click_of(manager.get(ELSEWHERE)), **elsewhere(make_postcard("A gate"), email="bo@example.org")}
    mark = manager.post(ELSEWHERE, asked).content.decode().split('name="mark" value="')[1].split('"')[0]

    answer = manager.post(ELSEWHERE, {**asked, "mark": mark})

    page = answer.content.decode()
    assert (answer.status_code, "This reference stands with order" in page, "bo@example.org" in page) == (
        409,
        True,
        True,
    )
    assert Order.objects.count() == 1


def test_a_price_that_changed_since_it_was_shown_is_shown_again(manager):
    offer = make_postcard(amount=300)
    asked = {"click": click_of(manager.get(ELSEWHERE)), **elsewhere(offer)}
    mark = manager.post(ELSEWHERE, asked).content.decode().split('name="mark" value="')[1].split('"')[0]
    new_price(offer, 400)

    again = manager.post(ELSEWHERE, {**asked, "mark": mark})

    assert (again.status_code, "€4.00" in again.content.decode(), Order.objects.count()) == (200, True, 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "ada"}, "Enter a valid email address"),
        ({"offer": "99999"}, "Select a valid choice"),
        ({"reference": ""}, "Write what finds the money again"),
        ({"currency": "USD"}, "It has no price in this currency."),
        ({"price": "1.001"}, "EUR has 2 digits"),
        ({"quantity": "0"}, "greater than or equal to 1"),
    ],
)
def test_an_order_that_cannot_be_made_loses_nothing(manager, fields, words):
    sent = {"click": click_of(manager.get(ELSEWHERE)), **elsewhere(make_postcard(), text="Kept words"), **fields}

    answer = manager.post(ELSEWHERE, sent)

    page = answer.content.decode()
    assert (answer.status_code, words in page, "Kept words" in page) == (422, True, True)
    assert not Order.objects.exists()


@pytest.mark.parametrize(("fields", "words"), [({"quantity": "2"}, "At most 1 of this"), ({}, "has it already")])
def test_what_does_not_fit_is_said_before_anything_is_made(manager, fields, words):
    offer = make_postcard()
    if not fields:
        make_user()
        make(manager, GIFT, gift(offer))
        do_all_work()
    asked = {"click": click_of(manager.get(GIFT)), **gift(offer, **fields)}
    mark = manager.post(GIFT, asked).content.decode().split('name="mark" value="')[1].split('"')[0]

    answer = manager.post(GIFT, {**asked, "mark": mark})

    assert (answer.status_code, words in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(("address", "fields"), [(GIFT, gift), (ELSEWHERE, elsewhere)])
def test_what_staff_gave_is_taken_back_once(manager, address, fields):
    make(manager, address, fields(make_postcard(amount=300)))
    order = Order.objects.get()
    back = f"/admin/orders/{order.number}/take-back/"
    click = click_of(manager.get(back))

    for _ in range(2):
        manager.post(back, {"click": click, "reason": "By mistake.", "reference": "DE-4712"})
    do_all_work()

    order.refresh_from_db()
    paid = address == ELSEWHERE
    assert order.state == ("refunded" if paid else "cancelled")
    assert movements(order) == ([("elsewhere", 300), ("refund", -300)] if paid else [])
    assert Entitlement.objects.get().revoked_at is not None
    assert [action for action, _name in logged()][-1] == "shop.order.take_back"
    assert order.notes.count() == 2
    letter = Message.objects.get(kind="taken_back")
    assert (letter.to, letter.language, "3,00" in letter.text) == ("ada@example.org", "de", paid)
    assert "Lake in March" in letter.text
    papers = [(paper.kind, paper.total_amount) for paper in papers_of(order)]
    assert papers == ([("invoice", 300), ("credit_note", 300)] if paid else [])


@pytest.mark.parametrize("address", [GIFT, ELSEWHERE])
def test_support_makes_no_orders(support, address):
    assert (support.get(address).status_code, support.post(address, ADA).status_code) == (403, 403)
    assert "new/complimentary" not in support.get("/admin/orders/").content.decode()
    assert User.objects.count() == 1


def walkers(**fields) -> dict:
    return {"walker_0_0": "Ada", "walker_0_1": "Bela", "asks": "now", **fields}


def test_what_a_kind_of_goods_asks_is_asked_at_the_desk_as_well(manager):
    offer = make_walk(most=3)
    fields = gift(offer, quantity="2", click=click_of(manager.get(GIFT)))

    asked = manager.post(GIFT, fields)
    wrong = manager.post(GIFT, {**fields, "asks": "now", "walker_0_0": "Ada", "walker_0_1": ""})
    assert (asked.status_code, wrong.status_code, Order.objects.count()) == (200, 422, 0)
    assert 'name="walker_0_1"' in asked.content.decode()
    assert 'value="Ada"' in wrong.content.decode()
    shown = manager.post(GIFT, {**fields, **walkers()})
    mark = shown.content.decode().split('name="mark" value="')[1].split('"')[0]
    manager.post(GIFT, {**fields, **walkers(), "mark": mark})

    assert Order.objects.get().lines.get().choices == {"walkers": ["Ada", "Bela"]}


def test_other_answers_are_shown_again_before_they_are_taken(manager):
    offer = make_walk(most=3)
    fields = gift(offer, quantity="2", click=click_of(manager.get(GIFT)))
    shown = manager.post(GIFT, {**fields, **walkers()})
    mark = shown.content.decode().split('name="mark" value="')[1].split('"')[0]

    manager.post(GIFT, {**fields, **walkers(walker_0_1="Cleo"), "mark": mark})

    assert not Order.objects.exists()
