"""The list of invoices and credit notes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from shop.desk.rights import PAPERS, permissions
from shop.invoices.models import Invoice
from shop.orders.models import Order
from tests.factories.accounts import make_user
from tests.factories.payments import do_all_work
from tests.factories.shop import make_postcard, make_walk
from tests.factories.staff import click_of, paid_at_the_page, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LIST = "/admin/orders/papers/"


@pytest.fixture
def adas(db) -> Order:
    return paid_at_the_page(make_walk(), name="Ada Lindqvist", email="ada@example.org")


@pytest.fixture
def bos(db) -> Order:
    return paid_at_the_page(make_postcard(), name="=Bo Berg", email="bo@example.org")


def names(desk, query="") -> set[str]:
    page = said_to(desk, f"{LIST}results/?{query}")
    return {paper.name for paper in Invoice.objects.all() if paper.name in page}


def test_papers_are_found_by_number_order_and_buyer(support, adas, bos):
    mine, other = adas.invoices.get(), bos.invoices.get()

    for words in (mine.name, mine.name.lower(), str(mine.number), adas.number, "lindqvist", "ada@"):
        assert names(support, f"q={words}") == {mine.name}, words
    assert names(support) == {mine.name, other.name}


def test_a_credit_note_takes_away_and_is_narrowed_by_its_kind(support, manager, adas):
    address = f"/admin/orders/{adas.number}/refund/"
    asked = {"click": click_of(manager.get(address)), "what": "everything"}
    mark = manager.post(address, asked).context["form"]["mark"].value()
    manager.post(address, asked | {"mark": mark})
    do_all_work()
    note = adas.invoices.get(kind=Invoice.Kind.CREDIT_NOTE)

    assert names(support, "kind=credit_note") == {note.name}
    assert names(support, f"issued_at_to={(timezone.now() - timedelta(days=2)).date()}") == set()
    assert "-€79.00" in said_to(support, f"{LIST}results/?kind=credit_note")


def test_a_paper_is_taken_along_as_a_file(support, adas):
    paper = adas.invoices.get()

    answer = support.get(f"{LIST}{paper.name}/")

    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert support.get(f"{LIST}{paper.series}-99999/").status_code == 404
    assert support.get(f"{LIST}nothing/").status_code == 404


def test_the_list_is_taken_along_as_a_table(support, bos):
    answer = support.get(f"{LIST}?export=csv")

    heading, row = b"".join(answer.streaming_content).decode().splitlines()
    assert heading.split(",")[:4] == ["Paper", "Kind", "Issued", "Order"]
    assert ("'=Bo Berg" in row, ",EUR,3.00," in row) == (True, True)
    assert support.get(f"{LIST}?export=xlsx").status_code == 200


def test_whoever_keeps_the_books_sees_papers_and_no_orders(client, adas):
    books = Group.objects.create(name="Books")
    books.permissions.set(
        [*permissions(PAPERS), *Group.objects.get(name="Support").permissions.filter(codename="access_admin")]
    )
    keeper = make_user("bea@example.org")
    keeper.groups.add(books)
    client.force_login(keeper)

    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{adas.invoices.get().name}/").status_code == 200
    assert client.get("/admin/orders/").status_code == 302


def test_the_list_takes_the_same_number_of_queries_for_many(support, django_assert_max_num_queries, adas, bos):
    said_to(support, LIST)
    with django_assert_max_num_queries(40) as two:
        said_to(support, LIST)
    for _ in range(3):
        paid_at_the_page(make_postcard())

    with django_assert_max_num_queries(len(two)):
        said_to(support, LIST)


@pytest.mark.parametrize("query", ["kind=none", "issued_at_from=x", "p=x", "q=%00", "ordering=secret", "q=INV-9" * 30])
def test_a_question_that_cannot_be_is_borne(support, query):
    assert support.get(f"{LIST}?{query}").status_code == 200
