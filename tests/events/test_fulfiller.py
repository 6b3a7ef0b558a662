"""What events promise the shop, from cart to refund."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.cart.basket import basket_of
from shop.cart.models import CartLine
from shop.contract import Ground, Unavailable, entitlement_of, was_sold
from shop.fulfilment.operations import grant_line, revoke_line
from shop.fulfilment.registry import fulfiller_of
from shop.orders.checkout import CannotOrder, place_order
from tests.factories.accounts import make_user
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, make_event, make_venue, offer_of, on, option, page_of, ticket
from tests.factories.shop import GUEST, NOON, make_cart, make_details, make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def lines_of(*offers, quantity: int = 1):
    _, cart = make_cart(*offers, quantity=quantity)
    return basket_of(cart, user=GUEST, language="en", country="DE", at=NOON).lines


def test_a_ticket_in_the_cart_says_for_what_and_when():
    event = make_event(dates=[on("2027-04-12")], tickets=[ticket("week", title="Full week")])

    (line,) = lines_of(offer_of(event), quantity=2)

    assert (line.title, line.card.kind_label, line.total.minor, line.trouble) == (
        "Seven Days of Quiet",
        "Event",
        138000,
        "",
    )
    assert line.card.facts == ("Full week", "Apr 12\u2009–\u200918, 2027")
    assert line.card.url == "/en/events/seven-days-of-quiet/?date=2027-04-12"


def test_an_option_in_the_cart_is_called_by_its_own_name():
    event = make_event(options=[option("room", title="A room of your own")])

    _ticket, room = lines_of(offer_of(event), offer_of(event, "room"))

    assert (room.title, room.card.facts[0]) == ("A room of your own", "Seven Days of Quiet")


def test_admission_is_taxed_where_it_takes_place():
    event = make_event(venue=make_venue("Haus am Ried", country="DE", zone="Europe/Berlin"))

    assert (offer_of(event).tax_class, offer_of(event).tax_country) == ("event", "DE")


def test_granting_gives_the_date_and_twice_equals_once():
    ada, event = make_user(), make_event()
    line = make_paid_order(offer_of(event), user=ada).lines.get()

    grant_line(line_id=line.pk)
    fulfiller_of("event").grant(line)

    assert line.entitlements.count() == 1
    assert entitlement_of(ada, date_of(event)) is not None


def test_a_refund_takes_the_right_back_and_without_one_does_no_harm():
    ada, event = make_user(), make_event()
    line = make_paid_order(offer_of(event), user=ada).lines.get()
    fulfiller_of("event").revoke(line)
    grant_line(line_id=line.pk)

    revoke_line(line_id=line.pk)

    assert entitlement_of(ada, date_of(event)) is None


def test_an_option_opens_nothing_by_itself():
    ada, event = make_user(), make_event(options=[option("room")])
    order = make_paid_order(offer_of(event), offer_of(event, "room"), user=ada)
    line = order.lines.get(kind="event_option")

    grant_line(line_id=line.pk)

    assert not line.entitlements.exists()


def test_whoever_has_a_ticket_may_buy_another_for_a_friend():
    ada, event = make_user(), make_event(tickets=[ticket(most=1)])
    line = make_paid_order(offer_of(event), user=ada).lines.get()
    grant_line(line_id=line.pk)

    _, cart = make_cart(offer_of(event), user=ada)

    assert cart.lines.count() == 1


@pytest.mark.parametrize(("tickets", "rooms"), [(0, 1), (1, 2)])
def test_more_options_than_tickets_are_refused_before_paying(tickets, rooms):
    event = make_event(options=[option("room")])
    _, cart = make_cart(offer_of(event, "room"), *([offer_of(event)] * tickets))
    cart.lines.filter(offer__code="room").update(quantity=rooms)

    with pytest.raises(CannotOrder, match="ticket"):
        place_order(cart, make_details(cart), at=NOON)


def test_a_cancelled_date_is_not_taken_late():
    event = make_event()
    line = CartLine(offer=offer_of(event), quantity=1)
    page = page_of(event)
    page.dates = [in_days(140, cancelled=True, code=date_of(event).code)]
    publish(page)

    with pytest.raises(Unavailable, match="cancelled"):
        fulfiller_of("event").revalidate(CartLine(offer=offer_of(event), quantity=line.quantity))


def test_leisure_on_a_fixed_date_has_no_right_of_withdrawal():
    line = make_paid_order(offer_of(make_event())).lines.get()

    assert fulfiller_of("event").withdrawal(line, at=NOON).ground == Ground.DATED


def test_the_receipt_says_when_it_is_and_the_next_step_is_the_tickets():
    event = make_event(dates=[on("2027-04-12")])
    line = make_paid_order(offer_of(event)).lines.get()

    told = fulfiller_of("event").describe(line, language="en").text
    step = fulfiller_of("event").next_step(line, language="en")

    assert "Lisbon time (Western European Summer Time)" in told
    assert step.url == f"/en/tickets/{line.order.secret}/"


def test_what_was_sold_is_known_of_the_date():
    event = make_event(dates=[in_days(30), in_days(60)])
    make_paid_order(offer_of(event))

    first, second = event.dates.order_by("starts_at")
    assert (was_sold(first), was_sold(second)) == (True, False)
    assert first.starts_at - timezone.now() < timedelta(days=31)
