"""The two steps, the public way in, and what strangers learn from it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from messaging.models import Message
from shop.payments.models import Refund
from shop.withdrawals.models import Withdrawal
from tests.factories.payments import do_all_work
from tests.factories.shop import make_order, make_paid_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PUBLIC = "/en/withdraw/"


@pytest.fixture
def order():
    return paid_at_the_page(make_walk(), make_postcard())


def address(order):
    return f"/en/orders/{order.secret}/withdraw/"


def fields(order, **values):
    lines = [str(order.lines.get(kind="walk").pk)]
    return {"lines": lines, "name": "Ada Lindqvist", "email": "ada@example.org", **values}


def said(answer):
    return " ".join(answer.content.decode().split())


def test_two_steps_without_script_lead_from_the_order_to_its_state(client, order):
    assert f'href="{address(order)}">Withdraw from contract here</a>' in said(client.get(f"/en/orders/{order.secret}/"))
    first = said(client.get(address(order)))
    assert 'value="Ada Lindqvist"' in first
    assert "You may withdraw until the end of" in first

    second = client.post(address(order), fields(order))
    click = re.search(r'name="click" value="([0-9a-f]{32})"', second.content.decode()).group(1)
    assert "Confirm withdrawal</button>" in said(second)
    assert not Withdrawal.objects.exists()

    sent = fields(order, step="confirm", click=click)
    answers = [client.post(address(order), sent), client.post(address(order), sent)]

    assert len({answer.url for answer in answers}) == 1
    assert (Withdrawal.objects.count(), Refund.objects.count()) == (1, 1)
    assert "Withdrawal accepted" in said(client.get(answers[0].url))
    assert "Withdrawal accepted" in said(client.get(f"/en/orders/{order.secret}/"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lines": []}, "Choose at least one thing"),
        ({"lines": ["999999"]}, "Choose from the list"),
        ({"lines": ["1\x00"]}, "Choose from the list"),
        ({"name": ""}, "Write your name"),
        ({"email": "ada"}, "Write your e-mail with an @"),
    ],
)
def test_what_is_not_right_gets_a_sentence_and_nothing_is_declared(client, order, wrong, words):
    answer = client.post(address(order), fields(order, **wrong))

    assert answer.status_code == 422
    assert words in said(answer)
    assert not Withdrawal.objects.exists()


def test_a_name_from_elsewhere_is_shown_as_text(client, order):
    answer = client.post(address(order), fields(order, name="<script>x</script>"))

    assert "<script>x" not in answer.content.decode()


def test_a_forged_click_shows_the_second_step_again(client, order):
    assert client.post(address(order), fields(order, step="confirm")).status_code == 200
    assert client.post(address(order), fields(order, step="confirm", click="x")).status_code == 422
    assert not Withdrawal.objects.exists()


def test_a_wrong_secret_and_an_unpaid_order_are_not_there(client, order):
    unpaid = make_order(make_postcard("Another"), at=timezone.now())

    assert client.get(f"/en/orders/{'x' * 32}/withdraw/").status_code == 404
    assert client.get(address(unpaid)).status_code == 404


def test_a_declaration_of_another_order_is_not_shown(client, order):
    other = make_paid_order(make_postcard("Another"), at=timezone.now())
    mine = Withdrawal.objects.create(order=order, click="a" * 32, name="A", email="", declared_at=timezone.now())

    assert client.get(f"{address(other)}{mine.pk}/").url == f"/en/orders/{other.secret}/"


def test_where_the_right_is_over_the_page_says_why_and_offers_to_ask(client, order):
    type(order).objects.update(
        created_at=timezone.now() - timedelta(days=40), paid_at=timezone.now() - timedelta(days=40)
    )

    page = said(client.get(address(order)))

    assert "The fourteen days for it were over with" in page
    assert "You may still ask us" in page


def test_number_and_address_that_fit_bring_the_way_by_mail(client, order):
    answer = client.post(PUBLIC, {"number": f" {order.number.lower()} ", "email": "ADA@example.org"})
    do_all_work()

    assert "If there is such an order" in said(answer)
    letter = Message.objects.get(kind="withdrawal_way")
    assert (letter.to, address(order) in letter.text) == ("ada@example.org", True)


@pytest.mark.parametrize("wrong", [{"number": "AAAAAAAA"}, {"email": "bo@example.org"}])
def test_what_does_not_fit_gets_the_same_answer_and_no_letter(client, order, wrong):
    right = {"number": order.number, "email": "ada@example.org"}
    answers = [Client().post(PUBLIC, said_so) for said_so in (right, right | wrong)]
    shown = [re.sub(r"csrf\S+|value=\S+|[\w.]+@example.org", "", said(answer)) for answer in answers]

    assert shown[0] == shown[1]
    Message.objects.all().delete()
    do_all_work()
    assert Message.objects.filter(kind="withdrawal_way").count() == 1


@pytest.mark.parametrize("wrong", [{"number": ""}, {"number": "K7-\x00"}, {"number": "x" * 50}, {"email": "ada"}])
def test_ugly_answers_get_a_sentence(client, wrong):
    assert client.post(PUBLIC, {"number": "K7M2P9QX", "email": "ada@example.org", **wrong}).status_code == 422


def test_asking_too_often_is_answered_with_when_to_come_back(client):
    cache.clear()
    answers = [client.post(PUBLIC, {"number": "K7M2P9QX", "email": "ada@example.org"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "300"
