"""Going to the payment, as programs do it."""

import pytest

from integrations.stripe.models import Fault
from messaging.models import OptIn
from shop.cart.models import Cart, CartLine
from shop.orders.models import Order
from shop.payments.models import Payment
from tests.api.conftest import Program, code_of
from tests.factories.accounts import make_user
from tests.factories.shop import make_postcard, make_walk, new_price, paid_and_granted
from tests.factories.stripe import play_dead
from tests.factories.twilio import NUMBER

pytestmark = pytest.mark.django_db
PAY = "/api/checkout/create-session"
KEY = "5f0c9d1e-4c1b-4d0e-9c55-8f6a0f3b7c11"
ADA = {"email": "ada@example.org", "accepted": ["terms"]}


def buy(program, *offers, **said):
    items = [{"offer": offer.key} for offer in offers]
    return program.send("POST", PAY, ADA | ({"items": items} if items else {}) | said)


def test_items_and_an_address_lead_to_the_suppliers_page(program):
    answer = buy(program, make_postcard(amount=300))

    payment = Payment.objects.get()
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["url"]) == (payment.session_id, payment.page_url)
    assert (payment.order.email, payment.order.total_amount, payment.order.name) == (
        "ada@example.org",
        300,
        "ada@example.org",
    )
    assert answer.json()["order"]["number"] == payment.order.number


def test_what_is_bought_at_once_leaves_the_cart_alone(program):
    program.add(make_postcard("Mine").key)

    answer = buy(program, make_postcard("Another"))

    assert not answer.cookies
    assert [line["title"] for line in program.get("/api/cart").json()["lines"]] == ["Mine"]


def test_the_cart_is_bought_where_no_items_are_sent_and_asked_twice_it_is_one_session(program):
    program.add(make_postcard().key)

    first, second = buy(program), buy(program)

    assert first.json() == second.json()
    assert Order.objects.count() == 1


def test_what_must_be_accepted_is_said_with_its_wording_and_nothing_is_ordered(program):
    answer = buy(program, make_postcard(), accepted=[])

    assert code_of(answer) == (422, "consent-missing")
    assert answer.json()["acceptances"] == [{"code": "terms", "wording": "I accept the terms of sale."}]
    assert not Order.objects.exists()
    assert not Cart.objects.exists()


def test_goods_that_ask_questions_are_answered_about_their_lines(program):
    walk = make_walk()
    line = program.add(walk.key).json()["lines"][0]["id"]
    accepted = {"accepted": ["terms", "boots"]}

    asked = buy(program, **accepted)
    answered = buy(program, **accepted, answers={f"walker_{line}_0": "Ada"})

    assert code_of(asked) == (422, "invalid-input")
    assert [error["field"] for error in asked.json()["errors"]] == [f"answers.walker_{line}_0"]
    assert answered.status_code == 200


def test_goods_that_are_in_no_cart_are_asked_about_by_their_place_among_the_items(program):
    walk, card = make_walk(), make_postcard()
    accepted = {"accepted": ["terms", "boots"]}

    asked = buy(program, card, walk, **accepted)
    bad = buy(program, card, walk, **accepted, answers={"walker_1_0": " ", "walker_0_0": "Ada"})

    for answer in (asked, bad):
        assert code_of(answer) == (422, "invalid-input")
        assert [error["field"] for error in answer.json()["errors"]] == ["answers.walker_1_0"]
    assert not CartLine.objects.exists()
    assert buy(program, card, walk, **accepted, answers={"walker_1_0": "Ada"}).status_code == 200
    assert Order.objects.get().lines.get(kind="walk").choices == {"walkers": ["Ada"]}


def test_a_total_that_is_not_the_true_one_charges_nobody(program):
    answer = buy(program, make_postcard(amount=300), total={"amount": 299, "currency": "EUR"})

    assert code_of(answer) == (409, "cannot-order")
    assert not Payment.objects.exists()


def test_a_changed_price_is_never_charged_silently(program):
    card = make_postcard(amount=300)
    program.add(card.key)
    new_price(card, 400)

    assert code_of(buy(program)) == (409, "price-changed")
    assert buy(program, total={"amount": 400, "currency": "EUR"}).status_code == 200


def test_an_empty_cart_is_not_paid(program):
    assert code_of(buy(program)) == (409, "cart-empty")


def test_what_is_free_leads_to_the_order(program):
    answer = buy(program, make_postcard(amount=0))

    assert answer.json()["id"] is None
    assert answer.json()["url"] == answer.json()["order"]["url"]
    assert Order.objects.get().paid_at


def test_what_is_owned_already_is_not_sold_again(program):
    ada = make_user()
    card = make_postcard()
    paid_and_granted(card, user=ada, accepted={"terms"})
    token = program.sign_in(ada)
    body = ADA | {"items": [{"offer": card.key}]}

    assert code_of(program.send("POST", PAY, body, **{"x-csrftoken": token})) == (409, "cannot-order")


def test_a_member_shows_the_token_and_the_order_is_theirs(program):
    ada = make_user()
    token = program.sign_in(ada)
    body = ADA | {"items": [{"offer": make_postcard().key}]}

    assert code_of(program.send("POST", PAY, body)) == (403, "csrf")
    assert program.send("POST", PAY, body, **{"x-csrftoken": token}).status_code == 200
    assert Order.objects.get().user == ada


def test_another_site_orders_nothing(program):
    program.add(make_postcard().key)

    assert code_of(program.send("POST", PAY, ADA, origin="https://evil.example")) == (403, "foreign-origin")
    assert not Order.objects.exists()


def test_sent_twice_with_its_key_it_is_one_order(program):
    body = ADA | {"items": [{"offer": make_postcard().key}]}

    answers = [Program().send("POST", PAY, body, **{"idempotency-key": KEY}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert Order.objects.count() == 1


def test_a_supplier_that_does_not_answer_is_said_and_the_same_key_may_try_again(program):
    body = ADA | {"items": [{"offer": make_postcard().key}]}
    play_dead("broken", method="POST", path="/checkout/sessions", times=5)

    down = program.send("POST", PAY, body, **{"idempotency-key": KEY})
    Fault.objects.all().delete()
    up = program.send("POST", PAY, body, **{"idempotency-key": KEY})

    assert code_of(down) == (503, "payment-unavailable")
    assert (down.headers["Retry-After"], up.status_code) == ("5", 200)


def test_a_business_from_another_country_of_the_union_owes_its_tax_itself(program, settings):
    settings.SHOP_REVERSE_CHARGE = "format"
    business = {"country": "AT", "company": "Berg GmbH", "vat_id": "ATU57194903"}

    answer = buy(program, make_postcard(amount=1190), **business)

    assert answer.status_code == 200
    order = Order.objects.get()
    assert (order.company, order.vat_id, order.reverse_charge, order.tax_amount) == (
        "Berg GmbH",
        "ATU57194903",
        True,
        0,
    )


def test_a_vat_number_that_is_none_is_said_beside_its_field(program):
    answer = buy(program, make_postcard(), country="AT", company="Berg GmbH", vat_id="ATU1")

    assert code_of(answer) == (422, "invalid-input")
    assert [error["field"] for error in answer.json()["errors"]] == ["vat_id"]


def test_whoever_asks_for_messages_by_whatsapp_gets_them_and_where_they_said_so_is_written_down(program):
    answer = buy(program, make_postcard(), country="DE", by_whatsapp=True, whatsapp="01511 234 5678")

    assert answer.status_code == 200
    assert Order.objects.get().whatsapp == NUMBER
    assert OptIn.objects.get(number=NUMBER).page == PAY


@pytest.mark.parametrize(
    ("said", "field"), [({"by_whatsapp": True}, "whatsapp"), ({"whatsapp": NUMBER}, "by_whatsapp")]
)
def test_a_number_alone_is_no_yes_and_a_yes_needs_a_number(program, said, field):
    answer = buy(program, make_postcard(), country="DE", **said)

    assert code_of(answer) == (422, "invalid-input")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Order.objects.exists()


UGLY = ["", "a\x00b", "\ud800", "①", "x" * 6000, "a\r\nBcc: b@example.org", None, True, [], {}, 1, -1, [None], {"a": 1}]


@pytest.mark.parametrize("ugly", UGLY, ids=lambda value: ascii(value)[:20])
def test_every_field_bears_everything(program, ugly):
    card = make_postcard()
    fields = (
        "email",
        "items",
        "name",
        "country",
        "company",
        "vat_id",
        "by_whatsapp",
        "whatsapp",
        "accepted",
        "answers",
        "total",
        "more",
    )
    for field in fields:
        answer = buy(program, card, **{field: ugly})
        assert answer.status_code in (200, 404, 409, 422), (field, answer.content)
    for field in ("offer", "quantity"):
        answer = program.send("POST", PAY, ADA | {"items": [{"offer": card.key} | {field: ugly}]})
        assert answer.status_code in (200, 404, 409, 422), (field, answer.content)
