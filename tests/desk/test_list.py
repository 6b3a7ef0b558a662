"""The list of orders."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.orders.models import Order
from shop.payments.models import Payment
from tests.factories.accounts import make_user
from tests.factories.shop import NOON, make_order, make_paid_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page, paid_wrongly, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LIST = "/admin/orders/"


def numbers(desk, query="") -> set[str]:
    """Orders that the list shows, by number."""
    page = said_to(desk, f"{LIST}results/?{query}")
    return {number for number in Order.objects.values_list("number", flat=True) if number in page}


def test_orders_are_found_by_number_name_address_and_the_suppliers_ids(support):
    order = paid_at_the_page(make_walk(), name="Ada Lindqvist", email="ada@example.org")
    other = make_order(make_postcard(), name="Bo Berg", email="bo@example.org")
    payment = Payment.objects.get()

    for words in (order.number, order.number.lower(), "lindqvist", "ada@", payment.session_id, payment.reference):
        assert numbers(support, f"q={words}") == {order.number}, words
    assert numbers(support) == {order.number, other.number}


def test_the_list_is_narrowed_by_state_day_country_test_and_need(support):
    paid = paid_at_the_page(make_walk(), country="DE")
    old = make_order(make_postcard(), at=timezone.now() - timedelta(days=40), country="ES")
    wrong = paid_wrongly().order

    assert numbers(support, "state=paid") == {paid.number}
    assert numbers(support, "state=paid&state=awaiting_payment") == {paid.number, old.number}
    assert numbers(support, "country=ES") == {old.number}
    assert numbers(support, f"created_at_to={(timezone.now() - timedelta(days=30)).date()}") == {old.number}
    assert numbers(support, "is_test=true") == {paid.number, wrong.number}
    assert numbers(support, "needs=true") == {wrong.number}
    assert numbers(support, "needs=false") == {paid.number, old.number}


@pytest.mark.parametrize("query", ["state=none", "created_at_from=x", "p=x", "q=%00", "ordering=secret", "country=ZZ"])
def test_a_question_that_cannot_be_is_borne(support, query):
    assert support.get(f"{LIST}?{query}").status_code == 200


def test_names_are_words_and_never_markup(support):
    make_order(make_postcard(), name="<script>alert(1)</script>")

    page = said_to(support, LIST)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_list_takes_the_same_number_of_queries_for_many(support, django_assert_max_num_queries):
    make_paid_order(make_walk())
    said_to(support, LIST)
    with django_assert_max_num_queries(40) as one:
        said_to(support, LIST)
    alone = len(one)
    for _ in range(5):
        make_paid_order(make_walk())

    with django_assert_max_num_queries(alone):
        said_to(support, LIST)


def test_the_list_has_pages(support):
    for day in range(60):
        make_order(make_postcard(), at=NOON + timedelta(days=day))

    first, second = numbers(support), numbers(support, "p=2")

    assert (len(first), len(second), first & second) == (50, 10, set())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_along_as_a_table(support, kind):
    make_order(make_postcard(amount=310), name="=HYPERLINK(1)")

    answer = support.get(f"{LIST}?export={kind}")

    content = b"".join(answer.streaming_content)
    assert (answer.status_code, bool(content)) == (200, True)
    if kind == "csv":
        heading, row = content.decode().splitlines()
        assert heading.split(",")[:3] == ["Order", "State", "Where it was made"]
        assert ("'=HYPERLINK(1)" in row, ",EUR,3.10," in row) == (True, True)


def test_who_does_not_work_here_sees_nothing_of_it(client):
    client.force_login(make_user("eve@example.org"))

    assert client.get(LIST).status_code == 302
