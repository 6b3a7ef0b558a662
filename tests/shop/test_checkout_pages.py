"""The checkout, step by step, as a browser sends it."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from shop.cart.models import CartLine
from shop.contract import take_off_sale
from shop.orders.models import Order
from shop.payments.models import Payment
from tests.contracts.goods.models import Walk
from tests.factories.accounts import make_user
from tests.factories.shop import make_postcard, make_walk, new_price

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
CART, DETAILS, REVIEW = "/en/cart/", "/en/checkout/", "/en/checkout/review/"
ADA = {"email": "ada@example.org", "name": "Ada Lindqvist", "country": "AT", "accept_terms": "on"}


@pytest.fixture
def guest():
    return Client(headers={"origin": "http://testserver"})


def put(client, *offers, **values):
    for offer in offers:
        client.post(reverse("shop:add"), {"offer": offer.key, **values})


def to_review(client, *offers, **values):
    """A client at the review with these things, with every question answered."""
    put(client, *offers)
    client.post(DETAILS, {**ADA, "accept_boots": "on", **values})
    for line in CartLine.objects.filter(offer__kind="walk"):
        client.post("/en/checkout/questions/walkers/", {f"walker_{line.pk}_0": "Ada"})


def pay(client, total, currency="EUR"):
    return client.post(REVIEW, {"total": total, "currency": currency})


def test_an_empty_cart_leads_back_to_the_cart(guest):
    for address in (DETAILS, REVIEW):
        assert guest.get(address).url == CART


def test_something_that_cannot_be_bought_leads_back_to_the_cart(guest):
    walk = make_walk()
    put(guest, walk)
    take_off_sale(walk.record, cause="test")

    assert guest.get(DETAILS).url == CART


def test_a_new_price_is_shown_in_the_cart_before_the_checkout_begins(guest):
    walk = make_walk()
    put(guest, walk)
    new_price(walk, 8900)

    assert guest.get(DETAILS).url == CART
    guest.get(CART)
    assert guest.get(DETAILS).status_code == 200


def test_a_guest_is_asked_for_three_things_and_nothing_is_ticked(guest):
    put(guest, make_walk())

    page = guest.get(DETAILS).content.decode()

    assert [word in page for word in ('autocomplete="email"', 'autocomplete="name"', 'autocomplete="country"')] == [
        True
    ] * 3
    assert ("checked" in page, page.count('type="checkbox"')) == (False, 3)  # terms, boots, WhatsApp
    assert 'value="DE" selected' in page
    assert "/en/account/login/?next=/en/checkout/" in page


def test_a_members_details_are_there_already(guest):
    guest.force_login(make_user("bela@example.org", name="Bela Horváth"))
    put(guest, make_postcard())

    page = guest.get(DETAILS).content.decode()

    assert ("bela@example.org" in page, "Bela Horváth" in page, "I have an account" in page) == (True, True, False)


def test_what_is_missing_is_said_at_the_top_and_at_the_field_and_nothing_is_lost(guest):
    put(guest, make_walk())

    answer = guest.post(DETAILS, {**ADA, "email": "ada.lindqvist"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Your details" in " ".join(page.split())
    assert page.count("Write your e-mail with an @, like ada@example.org") == 2
    assert page.count("Tick the box “I bring boots.” to go on") == 2
    assert ('value="ada.lindqvist"' in page, 'value="AT" selected' in page) == (True, True)


def test_back_loses_nothing(guest):
    put(guest, make_walk())
    guest.post(DETAILS, {**ADA, "accept_boots": "on"})

    page = guest.get(DETAILS).content.decode()

    assert ('value="ada@example.org"' in page, 'value="AT" selected' in page, page.count("checked")) == (True, True, 2)


def test_the_country_counts_for_the_tax_that_is_shown(guest):
    put(guest, make_postcard(amount=1200))
    assert "VAT in it, 19 %" in guest.get(CART).content.decode()

    guest.post(DETAILS, ADA)

    assert "VAT in it, 20 %" in guest.get(REVIEW).content.decode()


def test_goods_that_ask_have_a_step_of_their_own(guest):
    put(guest, make_walk(most=3), quantity=2)
    line = CartLine.objects.get().pk

    assert guest.post(DETAILS, {**ADA, "accept_boots": "on"}).url == "/en/checkout/questions/walkers/"
    assert guest.get(REVIEW).url == "/en/checkout/questions/walkers/"
    refused = guest.post("/en/checkout/questions/walkers/", {f"walker_{line}_0": "Ada"})
    assert (refused.status_code, "Write who is coming" in refused.content.decode()) == (422, True)

    done = guest.post("/en/checkout/questions/walkers/", {f"walker_{line}_0": "Ada", f"walker_{line}_1": "Elif"})

    assert (done.url, CartLine.objects.get().choices) == (REVIEW, {"walkers": ["Ada", "Elif"]})
    assert 'value="Elif"' in guest.get("/en/checkout/questions/walkers/").content.decode()


def test_another_quantity_is_asked_about_again(guest):
    to_review(guest, make_walk(most=3))
    assert guest.get(REVIEW).status_code == 200

    guest.post(reverse("shop:change", args=[CartLine.objects.get().pk]), {"quantity": "2"})

    assert guest.get(REVIEW).url == "/en/checkout/questions/walkers/"


def test_questions_that_nobody_asks_are_not_found(guest):
    put(guest, make_postcard())

    assert guest.get("/en/checkout/questions/walkers/").status_code == 404


def test_new_goods_with_new_consents_lead_back_to_the_details(guest):
    to_review(guest, make_postcard())
    assert guest.get(REVIEW).status_code == 200

    put(guest, make_walk())

    assert guest.get(REVIEW).url == DETAILS


def test_the_button_names_the_sum_and_pays_it_at_the_suppliers(guest):
    to_review(guest, make_postcard(amount=7900))
    page = " ".join(guest.get(REVIEW).content.decode().split())
    assert "Pay <bdi>€79.00</bdi> and order" in page

    answer = pay(guest, 7900)

    assert (answer.status_code, answer["Location"]) == (303, Payment.objects.get().page_url)
    order = Order.objects.get()
    assert (order.email, order.country, order.total_amount) == ("ada@example.org", "AT", 7900)
    assert CartLine.objects.count() == 1


def test_paying_twice_is_one_order_and_one_open_session(guest):
    to_review(guest, make_postcard())

    first, second = pay(guest, 300), pay(guest, 300)

    assert first["Location"] == second["Location"]
    assert (Order.objects.count(), Payment.objects.count()) == (1, 1)


def test_other_details_end_the_first_attempt_before_the_next(guest):
    to_review(guest, make_postcard())
    pay(guest, 300)
    guest.post(DETAILS, {**ADA, "name": "Ada L."})

    assert pay(guest, 300).status_code == 303
    assert list(Order.objects.order_by("id").values_list("name", "state")) == [
        ("Ada Lindqvist", "cancelled"),
        ("Ada L.", "awaiting_payment"),
    ]


def test_a_total_that_changed_between_stops_and_shows_the_new_one(guest):
    card = make_postcard()
    to_review(guest, card)
    new_price(card, 400)

    answer = pay(guest, 300)

    page = answer.content.decode()
    assert (answer.status_code, Order.objects.count()) == (409, 0)
    assert ("The total has changed" in page, 'name="total" value="400"' in page) == (True, True)
    assert pay(guest, 400).status_code == 303


def test_goods_that_say_no_at_the_last_moment_stop_it(guest):
    to_review(guest, make_walk())
    Walk.objects.update(cancelled=True)

    answer = pay(guest, 7900)

    assert (answer.status_code, "This walk is off." in answer.content.decode()) == (409, True)


def test_what_is_free_goes_to_no_supplier_and_is_ordered_at_once(guest):
    to_review(guest, make_postcard(amount=0))

    answer = pay(guest, 0)

    order = Order.objects.get()
    assert (answer.url, order.state, Payment.objects.count()) == (f"/en/orders/{order.secret}/", "paid", 0)
    assert CartLine.objects.count() == 0


def test_consents_belong_to_one_order(guest):
    to_review(guest, make_postcard(amount=0))
    pay(guest, 0)
    put(guest, make_postcard("Lake in May"))

    page = guest.get(DETAILS).content.decode()

    assert ('value="ada@example.org"' in page, "checked" in page) == (True, False)


def test_paying_once_more_after_it_was_paid_leads_to_the_cart(guest):
    to_review(guest, make_postcard(amount=0))
    pay(guest, 0)

    assert (pay(guest, 0).url, Order.objects.count()) == (CART, 1)


def test_a_mistyped_address_is_a_suggestion_and_never_an_error(guest):
    put(guest, make_postcard())

    assert guest.post(DETAILS, {**ADA, "email": "ada@gmial.com"}).url == REVIEW
    assert "<bdi>ada@gmail.com</bdi>" in guest.get(REVIEW).content.decode()
    assert 'value="ada@gmail.com"' in guest.get(DETAILS, {"suggested": "1"}).content.decode()


@pytest.mark.parametrize(
    "ugly",
    [
        {"email": "a\x00@example.org"},
        {"email": "x" * 6000 + "@example.org"},
        {"name": "Ada\x00"},
        {"name": "x" * 6000},
        {"name": ""},
        {"country": "XX"},
        {"country": "\x00"},
        {"country": "D" * 6000},
        {"email": b"\xff@example.org"},
        {"accept_terms": ""},
    ],
)
def test_ugly_details_are_refused_and_never_break(guest, ugly):
    put(guest, make_postcard())

    answer = guest.post(DETAILS, urlencode({**ADA, **ugly}), content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "ugly",
    [
        {},
        {"total": "①", "currency": "EUR"},
        {"total": "-1", "currency": "EUR"},
        {"total": "9" * 6000, "currency": "EUR"},
        {"total": "300", "currency": "\x00\x00\x00"},
        {"total": "300", "currency": "USD"},
        {"total": "1", "currency": "EUR"},
    ],
)
def test_an_ugly_total_pays_nothing(guest, ugly):
    to_review(guest, make_postcard())

    assert guest.post(REVIEW, ugly).status_code in (409, 422)
    assert Order.objects.count() == 0


def test_the_checkout_wants_its_token():
    client = Client(headers={"origin": "http://testserver"}, enforce_csrf_checks=True)
    put(client, make_postcard())

    assert client.post(DETAILS, ADA).status_code == 403


def test_questions_and_review_take_the_same_number_of_queries_for_many_lines(guest, django_assert_max_num_queries):
    to_review(guest, make_postcard())
    with django_assert_max_num_queries(20) as one:
        guest.get(REVIEW)
        alone = len(one)
    to_review(guest, *[make_postcard(f"Lake {number}") for number in range(4)])

    with django_assert_max_num_queries(alone):
        guest.get(REVIEW)
