"""A buyer cancels a booking: the sum first, then yes; the money goes back and the places are free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from messaging.models import Message
from money import Money
from shop.cancellations import operations
from shop.cancellations.operations import CannotCancel
from shop.cancellations.queries import choices_of, preview
from shop.capacity.models import Quota
from shop.fulfilment.models import Fulfilment
from shop.orders.clicks import new_click
from shop.orders.models import Order
from shop.payments.models import Refund
from shop.waiting.models import Waiting
from tests.factories.events import date_of, in_days, make_event, offer_of, option, ticket
from tests.factories.payments import do_all_work, movements
from tests.factories.shop import eur, make_postcard
from tests.factories.staff import paid_at_the_page
from tests.factories.waiting import make_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def booking(*more, cancellation=None, days=20, quantity=2, amount=33333) -> Order:
    """An order of two places on an event in twenty days, paid and handed over."""
    event = make_event(
        dates=[in_days(days)],
        tickets=[ticket(amount=amount)],
        options=[option()],
        quotas={"house": 2},
        cancellation={30: 90, 14: 50, 0: 0} if cancellation is None else cancellation,
    )
    room = [offer_of(event, "room")] if "room" in more else []
    goods = [offer_of(event), *room, *(one for one in more if one != "room")]
    order = paid_at_the_page(*goods, quantity=quantity)
    do_all_work()
    return order


def cancel(order: Order, *, lines=None, shown=None, click=None, at=None):
    at = at or timezone.now()
    lines = [choice.line.pk for choice in choices_of(order, at=at)] if lines is None else lines
    shown = preview(order, lines, at=at).back if shown is None else shown
    return operations.cancel(order_id=order.pk, lines=lines, shown=shown, click=click or new_click(), at=at)


def test_what_is_cancelled_goes_back_by_the_scale_and_its_places_are_free():
    order = booking()
    click = new_click()

    first = cancel(order, click=click)
    again = cancel(order, lines=[1], shown=eur(0), click=click)
    do_all_work()

    order.refresh_from_db()
    assert (first.back, first.kept, again) == (eur(33333), eur(33333), None)
    assert (Refund.objects.get().amount, order.state) == (33333, "partly_refunded")
    assert (Fulfilment.objects.get().state, Quota.objects.get().left) == ("revoked", 2)
    assert movements(order) == [("charge", 66666), ("refund", -33333)]
    assert Message.objects.filter(kind="cancelled", to=order.email).count() == 1


def test_what_comes_free_is_offered_to_whoever_waits():
    order = booking()
    waits = make_waiting(order.lines.get().offer, "bela@example.org", quantity=2, at=timezone.now())

    cancel(order)
    do_all_work()

    waits.refresh_from_db()
    assert (waits.state, Quota.objects.get().left) == (Waiting.State.OFFERED, 0)


def test_an_option_ends_with_the_last_ticket_of_its_date():
    order = booking("room")
    ticket_line = order.lines.get(kind="event")

    shown = preview(order, [ticket_line.pk], at=timezone.now())

    assert [line.kind for line in shown.lines] == ["event", "event_option"]
    assert shown.back + shown.kept == order.total


def test_an_option_can_be_cancelled_alone_and_other_goods_not_at_all():
    order = booking("room", make_postcard(most_per_order=5))
    room = order.lines.get(kind="event_option")

    cancel(order, lines=[room.pk])
    do_all_work()

    states = dict(Fulfilment.objects.values_list("line__kind", "state"))
    assert states == {"event": "granted", "event_option": "revoked", "postcard": "granted"}
    assert [choice.line.kind for choice in choices_of(order, at=timezone.now())] == ["event"]


def test_where_nothing_is_given_back_the_places_come_free_all_the_same():
    order = booking(days=10, cancellation={14: 50, 0: 0})

    assert cancel(order).back == eur(0)
    do_all_work()

    assert (Refund.objects.count(), Quota.objects.get().left) == (0, 2)
    assert "nothing of the price is given back" in Message.objects.get(kind="cancelled").text


def test_a_sum_that_was_not_shown_is_not_cancelled_for():
    order = booking()

    with pytest.raises(CannotCancel):
        cancel(order, shown=Money(1, "EUR"))

    assert (Refund.objects.count(), Fulfilment.objects.get().state) == (0, "granted")


def test_what_has_ended_or_begun_or_has_no_scale_cannot_be_cancelled():
    order = booking()
    lines = [order.lines.get().pk]
    cancel(order)

    with pytest.raises(CannotCancel):
        cancel(order, lines=lines, shown=eur(33333))
    assert choices_of(booking_without_scale(), at=timezone.now()) == []
    later = date_of(make_event("Later", dates=[in_days(3)])).starts_at
    assert choices_of(order, at=later + timedelta(days=90)) == []


def booking_without_scale() -> Order:
    event = make_event("Without", tickets=[ticket(amount=5000)])
    return paid_at_the_page(offer_of(event))


def test_the_scale_of_the_day_of_buying_holds():
    order = booking()
    line = order.lines.get()
    line.choices = {"cancellation": [[14, 80]]}
    line.save()

    assert preview(order, [line.pk], at=timezone.now()).back == eur(53333)


def test_the_pages_show_the_sum_first_and_then_do_it(client):
    order = booking()
    url = reverse("shop:cancel_booking", args=[order.secret])
    line = str(order.lines.get().pk)

    assert "Cancel a booking" in client.get(reverse("shop:order", args=[order.secret])).content.decode()
    assert "€333.33" in client.get(url).content.decode()
    confirm = client.post(url, {"lines": [line]})
    assert confirm.context["shown"].back == eur(33333)
    assert "Cancel, and get" in confirm.content.decode()
    assert Refund.objects.count() == 0

    said = {"lines": [line], "shown": "33333", "click": confirm.context["click"]}
    assert [client.post(url, said).status_code for _press in range(2)] == [302, 302]
    do_all_work()

    assert Refund.objects.get().amount == 33333
    assert "has ended" in client.get(reverse("shop:order", args=[order.secret])).content.decode()


def test_nothing_chosen_and_nonsense_are_said_beside_the_field(client):
    url = reverse("shop:cancel_booking", args=[booking().secret])

    for said in ({}, {"lines": ["9999999"]}, {"lines": ["x"]}):
        assert client.post(url, said).status_code == 422
