"""What staff see of money, and what is forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from shop.payments.models import Payment, Refund, SupplierEvent
from shop.payments.operations import settle
from shop.payments.tasks import forget
from tests.factories.accounts import make_user
from tests.factories.payments import at_the_page, event, tell

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/payments/"


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("root@example.org", is_superuser=True))
    return client


def paid(**wrong) -> Payment:
    payment = at_the_page()
    paying.pay(payment.session_id)
    record = Record.objects.get(key=payment.session_id)
    record.body = {**record.body, **wrong}
    record.save()
    return settle(session_id=payment.session_id, at=timezone.now())


def test_staff_see_money_that_does_not_fit_and_refunds_that_failed(desk):
    odd, good, failed = paid(amount_total=100), paid(), paid()
    Refund.objects.create(
        payment=failed, key="refund:1", amount=1, state="failed", last_error="card closed", created_at=timezone.now()
    )

    page = desk.get(REPORT).content.decode()

    assert [payment.order.number in page for payment in (odd, failed, good)] == [True, True, False]
    assert ("another sum, currency or mode" in page, "card closed" in page) == (True, True)


def test_the_report_takes_the_same_number_of_queries_for_many(desk, django_assert_max_num_queries):
    paid(amount_total=100)
    desk.get(REPORT)
    with django_assert_max_num_queries(60) as one:
        desk.get(REPORT)
        alone = len(one)
    for _ in range(3):
        paid(amount_total=100)

    with django_assert_max_num_queries(alone):
        desk.get(REPORT)


def test_strangers_see_nothing_of_it(client):
    client.force_login(make_user("eve@example.org"))

    assert client.get(REPORT).status_code == 302


def test_what_suppliers_said_of_people_is_forgotten_and_that_they_said_it_stays():
    old, new = event("customer.created", {"id": "cus_1"}), event("customer.created", {"id": "cus_2"})
    for told in (old, new):
        tell(told)
    SupplierEvent.objects.filter(event_id=old["id"]).update(received_at=timezone.now() - timedelta(days=61))

    forget()

    assert [bool(payload) for payload in SupplierEvent.objects.order_by("id").values_list("payload", flat=True)] == [
        False,
        True,
    ]
    assert tell(old).status_code == 204
    assert SupplierEvent.objects.count() == 2
