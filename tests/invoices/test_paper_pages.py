"""Papers to take along: for whoever has the order's secret address, and nobody else."""

import pytest
from django.urls import reverse

from messaging.models import Message
from shop.invoices.operations import issue_invoice
from shop.orders.tasks import receipt
from tests.factories.shop import NOON, make_postcard, paid_and_granted

pytestmark = pytest.mark.django_db


def address(order, name=None) -> str:
    return reverse("shop:paper", args=[order.secret, name or order.invoices.get().name])


def test_the_order_page_leads_to_the_paper(client):
    order = paid_and_granted(make_postcard())

    page = client.get(reverse("shop:order", args=[order.secret]))

    assert address(order) in page.content.decode()


def test_the_paper_is_a_file_with_its_name_that_nobody_keeps_on_the_way(client):
    order = paid_and_granted(make_postcard())

    answer = client.get(address(order))

    name = order.invoices.get().name
    assert (answer.status_code, answer.content[:5], answer["content-type"]) == (200, b"%PDF-", "application/pdf")
    assert answer["content-disposition"] == f'attachment; filename="{name}.pdf"'
    assert {"no-store", "private"} <= {part.strip() for part in answer["cache-control"].split(",")}
    assert answer["x-robots-tag"] == "noindex"


def test_a_number_alone_opens_nothing(client):
    order, other = paid_and_granted(make_postcard()), paid_and_granted(make_postcard("Another"))
    name = order.invoices.get().name

    for wrong in (
        address(other, name),
        address(order, "INV-2026-99999"),
        address(order).replace(order.secret, "x" * 32),
    ):
        assert client.get(wrong).status_code == 404
    for odd in ("../INV", "inv-2026-00001", "INV-2026-00001.pdf", "%00"):
        assert client.get(f"/en/orders/{order.secret}/{odd}.pdf").status_code == 404


def test_a_paper_that_cannot_be_set_is_said_and_the_letter_goes_without_it(client):
    order = paid_and_granted(make_postcard())
    order.invoices.update(content={})

    answer = client.get(address(order), follow=True)
    receipt(order_id=order.pk)

    letter = Message.objects.get()
    assert (answer.status_code, "could not be made just now" in answer.content.decode()) == (200, True)
    assert (letter.attachments.count(), "Your invoice comes" in letter.text) == (0, False)


def test_an_order_that_cost_nothing_shows_no_paper(client):
    order = paid_and_granted(make_postcard(amount=0))

    page = client.get(reverse("shop:order", args=[order.secret]))

    assert ".pdf" not in page.content.decode()
    assert issue_invoice(order_id=order.pk, at=NOON) is None
