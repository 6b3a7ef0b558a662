"""Waiting for the payment, the order's page, its receipt, the letter, the account of a guest."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from messaging.models import Message
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.models import Payment
from tests.factories.accounts import make_user
from tests.factories.shop import NOON, make_order, make_paid_order, make_postcard, make_walk, paid_and_granted

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def page_of(client, address, **query):
    return " ".join(client.get(address, query).content.decode().split())


def waiting(order):
    return f"/en/checkout/{order.secret}/"


def order_page(order):
    return f"/en/orders/{order.secret}/"


def test_an_unpaid_order_is_being_checked_and_looks_again_with_and_without_script(client):
    order = make_order(make_postcard(), at=timezone.now())

    answer = client.get(waiting(order))
    page = answer.content.decode()

    assert f'<meta http-equiv="refresh" content="3;url={waiting(order)}">' in page
    assert f'data-waiting="{waiting(order)}"' in page
    assert f'<a href="{waiting(order)}">Look again now</a>' in page
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_paid_order_leads_on_from_waiting_and_from_back(client):
    order = make_paid_order(make_postcard())

    assert client.get(waiting(order)).url == order_page(order)
    assert client.get(waiting(order) + "back/").url == order_page(order)


def test_an_unpaid_order_has_no_page_but_the_waiting_one(client):
    order = make_order(make_postcard())

    assert client.get(order_page(order)).url == waiting(order)
    assert client.get(order_page(order) + "receipt/").status_code == 404


def test_coming_back_without_paying_keeps_the_cart_and_offers_to_go_on(client):
    order = make_order(make_postcard(), at=timezone.now())

    page = page_of(client, waiting(order) + "back/")

    assert "You came back without paying. Nothing was charged" in page
    assert '<a class="button" href="/en/checkout/review/">Go on to paying</a>' in page
    assert ('http-equiv="refresh"' in page, order.cart.lines.count()) == (False, 1)


def test_a_refused_payment_says_so_and_leaves_everything(client):
    order = make_order(make_postcard(), at=timezone.now())
    Payment.objects.create(
        order=order, attempt=1, state="failed", key="k", amount=300, currency="EUR", expires_at=NOON, created_at=NOON
    )

    page = page_of(client, waiting(order))

    assert ("Your bank said no" in page, "Pay another way" in page) == (True, True)
    assert order.cart.lines.count() == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("processing", "Your payment is on its way"),
        ("review", "We look at your payment"),
        ("expired", "The time for paying is over"),
        ("cancelled", "The time for paying is over"),
    ],
)
def test_every_state_has_its_words(client, state, words):
    order = make_order(make_postcard())
    Order.objects.update(state=state)

    assert words in page_of(client, waiting(order))


@pytest.mark.parametrize("secret", ["guess", "x" * 32, "x" * 3000, "%00", "%ED%A0%80", "review2"])
def test_row_19_a_wrong_secret_finds_nothing(client, secret):
    make_paid_order(make_postcard())

    for address in (f"/en/checkout/{secret}/", f"/en/checkout/{secret}/back/", f"/en/orders/{secret}/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/en/orders/{secret}/receipt/").status_code == 404
    assert client.post(f"/en/orders/{secret}/password/", {"password": "x"}).status_code == 404


def test_the_page_says_what_was_paid_and_what_comes_next_and_stays_the_same(client):
    order = paid_and_granted(make_walk(), make_postcard())

    answer = client.get(order_page(order))
    page = " ".join(answer.content.decode().split())

    for words in (
        order.number,
        "ada@example.org",
        "€82.00",
        "Dawn walk",
        "Lake in March",
        "See the way",
        "Bring water.",
    ):
        assert words in page
    assert ("noindex" in answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == (True, True)
    assert client.get(order_page(order)).status_code == 200
    assert Message.objects.count() == 0


def test_what_is_not_handed_over_yet_looks_different_and_the_page_looks_again(client):
    order = make_paid_order(make_walk(), at=timezone.now())

    page = page_of(client, order_page(order))

    assert ("We are getting this ready" in page, "See the way" in page) == (True, False)
    assert '<meta http-equiv="refresh" content="5">' in page


def test_the_page_takes_the_same_number_of_queries_for_one_and_for_many_lines(client, django_assert_max_num_queries):
    one = paid_and_granted(make_postcard())
    many = paid_and_granted(*[make_postcard(f"Lake {number}") for number in range(4)])
    client.get(order_page(one))
    with django_assert_max_num_queries(12) as counted:
        client.get(order_page(one))
        alone = len(counted)

    with django_assert_max_num_queries(alone):
        client.get(order_page(many))


def test_the_receipt_has_lines_tax_per_rate_and_country(client):
    order = paid_and_granted(make_walk(), make_postcard(amount=1000, tax_class="book"), country="AT")

    page = page_of(client, order_page(order) + "receipt/")

    for words in (
        "Dawn walk",
        "Three hours",
        "VAT in it, 20 %",
        "€13.17",
        "VAT in it, 10 %",
        "€0.91",
        "€89.00",
        "Austria",
    ):
        assert words in page


def test_members_see_their_own_orders_newest_first_and_nothing_given_up(client, django_assert_max_num_queries):
    ada = make_user()
    assert Client().get("/en/account/orders/").status_code == 302
    older = make_paid_order(make_postcard(), user=ada, at=NOON - timedelta(days=1))
    newer = make_paid_order(make_postcard("Lake in May"), user=ada)
    give_up(make_order(make_postcard("Lake in June"), user=ada), state=Order.State.CANCELLED, at=NOON)
    make_paid_order(make_postcard("Eves"), user=make_user("eve@example.org"))
    client.force_login(ada)

    with django_assert_max_num_queries(10):
        found = client.get("/en/account/orders/").context["page_of_orders"].object_list

    assert list(found) == [newer, older]


@pytest.mark.parametrize("page", ["0", "x", "\x00", "9" * 6000, "-1"])
def test_ugly_page_numbers_show_a_page(client, page):
    client.force_login(make_user())

    assert client.get("/en/account/orders/", {"page": page}).status_code == 200
