"""What events promise the shop, from cart to refund."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.cart.basket import basket_of
from shop.cart.models import CartLine
from shop.cart.operations import NotForSale, change, remove
from shop.contract import Ground, Unavailable, entitlement_of, was_sold
from shop.fulfilment.operations import grant_line, revoke_line
from shop.fulfilment.registry import fulfiller_of
from tests.factories.accounts import make_user
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, make_event, make_venue, offer_of, on, option, page_of, ticket
from tests.factories.shop import GUEST, NOON, make_cart, make_paid_order

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


def test_an_option_goes_with_a_ticket_of_its_own_date_and_with_nothing_else():
    event = make_event(dates=[in_days(30), in_days(60)], options=[option("room"), option("meal")])
    first, second = event.dates.order_by("starts_at")
    room = offer_of(event, "room", date=first)
    fulfiller = fulfiller_of("event_option")

    below = [offer_of(event, date=first), offer_of(event, date=second), offer_of(event, "meal", date=first)]
    assert [fulfiller.goes_on_top(room, offer) for offer in below] == [True, False, False]
    assert room.on_top


def test_an_option_without_a_ticket_is_not_sold():
    event = make_event(options=[option("room")])

    with pytest.raises(NotForSale, match="on top of something else"):
        make_cart(offer_of(event, "room"))


def test_an_option_goes_out_of_the_cart_with_its_ticket():
    event = make_event(options=[option("room")])
    owner, cart = make_cart(offer_of(event), offer_of(event, "room"), quantity=2)
    ticket_line = cart.lines.get(belongs_to=None)

    change(owner=owner, line_id=ticket_line.pk, quantity=1, at=NOON)
    assert set(cart.lines.values_list("quantity", flat=True)) == {1}
    remove(owner=owner, line_id=ticket_line.pk, at=NOON)

    assert not cart.lines.filter(removed_at=None).exists()


def test_a_ticket_with_an_option_is_one_order_that_knows_what_belongs_together():
    event = make_event(options=[option("room")])

    below, above = make_paid_order(offer_of(event), offer_of(event, "room")).lines.order_by("pk")

    assert (above.belongs_to, above.kind, below.belongs_to) == (below, "event_option", None)


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
