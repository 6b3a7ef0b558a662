"""What suppliers said of people is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.payments.models import SupplierEvent
from shop.payments.tasks import forget
from tests.factories.payments import event, tell

pytestmark = pytest.mark.django_db


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
