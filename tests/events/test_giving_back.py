"""A moved date may be given back in full until its deadline."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.changes.giving_back import CannotGiveBack, give_back
from messaging.models import Message
from shop.fulfilment.registry import fulfiller_of
from shop.orders.models import Order
from tests.factories.changes import book, make_two_dates, move
from tests.factories.events import date_of, in_days, make_event, offer_of
from tests.factories.payments import do_all_work, movements

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def event():
    return make_two_dates()


def test_a_moved_date_may_be_given_back_in_full_until_its_deadline(event, client):
    order = book(offer_of(event), offer_of(event, "room"))
    change = move(date_of(event), give_back_until=timezone.now() + timedelta(days=10))
    address = f"/en/dates/moved/{change.notices.get().secret}/"
    assert address in Message.objects.get(kind="event_moved").text

    asked = client.get(address)
    given = client.post(address, follow=True)
    client.post(address)
    do_all_work()

    assert "€870.00" in asked.content.decode()
    assert "€870.00" in given.content.decode()
    assert movements(order) == [("charge", 87000), ("refund", -87000)]
    assert Order.objects.get(pk=order.pk).state == "refunded"


def test_until_the_deadline_the_scale_does_not_count():
    event = make_event(dates=[in_days(20)], cancellation={30: 50})
    line = book(offer_of(event)).lines.get()
    move(date_of(event), days=1, give_back_until=timezone.now() + timedelta(days=10))
    tickets = fulfiller_of("event")

    shares = [tickets.refund_share(line, at=timezone.now() + timedelta(days=days)) for days in (0, 11)]

    assert shares == [1, 0]
    assert tickets.may_be_cancelled(line, at=timezone.now())


def test_after_the_deadline_nothing_is_given_back(event, client):
    book(offer_of(event))
    change = move(date_of(event), give_back_until=timezone.now() + timedelta(days=10))
    secret = change.notices.get().secret

    with pytest.raises(CannotGiveBack, match="over"):
        give_back(secret=secret, at=timezone.now() + timedelta(days=11))

    change.give_back_until = timezone.now()
    change.save()
    assert client.post(f"/en/dates/moved/{secret}/").status_code == 409


def test_a_move_without_deadline_offers_nothing_back(event):
    book(offer_of(event))
    change = move(date_of(event))

    assert "/dates/moved/" not in Message.objects.get(kind="event_moved").text
    with pytest.raises(CannotGiveBack):
        give_back(secret=change.notices.get().secret, at=timezone.now())
