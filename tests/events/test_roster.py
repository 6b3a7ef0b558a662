"""Who comes on a date, as staff see it: found, printed, as a file, and added by telephone."""

import csv
import io

import pytest
from django.utils import timezone

from events.booking.models import Attendee
from events.roster.queries import Wish, attendees_of, rows_of
from shop.contract import quota_places
from shop.desk.models import OrderNote
from shop.orders.models import Order
from shop.payments.refunds import refund
from tests.courses.test_editing import make_editor
from tests.factories.changes import book
from tests.factories.events import date_of, make_event, offer_of, option, page_of, question, ticket
from tests.factories.payments import do_all_work
from tests.factories.staff import click_of, make_manager

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ELSEWHERE = "/admin/orders/new/paid-elsewhere/"


@pytest.fixture
def event():
    return make_event(
        tickets=[ticket("week", 69000), ticket("day", 9000)], options=[option("room")], questions=[question()]
    )


@pytest.fixture
def staff(client):
    client.force_login(make_editor("view_booking", of="events"))
    return client


def named(order, *people, **fields) -> None:
    """Whoever comes by an order says their names."""
    attendees = Attendee.objects.filter(booking__line__order=order).order_by("position")
    for attendee, name in zip(attendees, people, strict=True):
        Attendee.objects.filter(pk=attendee.pk).update(name=name, **fields)


def names(event, **wish) -> list[str]:
    date = date_of(event)
    return [row.name for row in rows_of(date, attendees_of(date, Wish(**wish)))]


def address(event) -> str:
    return f"/admin/events/dates/{date_of(event).pk}/who-comes/"


def test_everybody_who_comes_is_on_the_list_with_answers_options_and_notes(event, staff):
    order = book(offer_of(event), offer_of(event, "room"))
    named(order, "Ada Lindqvist", answers={"food": "No nuts"})
    OrderNote.objects.create(order=order, text="Arrives late.", written_at=timezone.now(), click="1")

    page = staff.get(address(event)).content.decode()

    for words in ("Ada Lindqvist", "No nuts", "Room", "Arrives late.", order.number, "1 is booked"):
        assert words in page


def test_what_is_on_top_stands_with_the_ticket_that_it_belongs_to(event):
    book(offer_of(event), offer_of(event, "room"), offer_of(event, "day"))
    date = date_of(event)

    rows = rows_of(date, attendees_of(date, Wish()))

    assert {row.ticket: row.options for row in rows} == {"Week": ["Room"], "Day": []}


@pytest.mark.parametrize("words", ["bela", "BELA@example", "cleo"])
def test_attendees_are_found_by_name_and_address(event, words):
    named(book(offer_of(event)), "Ada")
    named(book(offer_of(event), email="bela@example.org", quantity=2, name="Bela"), "Bela", "Cleo")

    assert words.split("@")[0].capitalize() in names(event, words=words)
    assert "Ada" not in names(event, words=words)


def test_attendees_are_found_by_the_code_of_their_ticket_and_by_order(event):
    order = book(offer_of(event))
    named(order, "Ada")
    named(book(offer_of(event), email="bela@example.org"), "Bela")
    code = Attendee.objects.get(name="Ada").readable_code

    assert names(event, words=code.lower()) == names(event, words=order.number) == ["Ada"]


def test_states_and_tickets_narrow_the_list(event):
    named(book(offer_of(event)), "Ada", admitted_at=timezone.now())
    named(book(offer_of(event, "day"), email="bela@example.org"), "Bela")
    gone = book(offer_of(event), email="cleo@example.org")
    named(gone, "Cleo")
    refund(order_id=gone.pk, amount=gone.total, lines=gone.lines.all(), cause="desk", at=timezone.now())
    do_all_work()

    told = {state: names(event, state=state) for state in ("booked", "in", "not_in", "cancelled", "all")}
    assert told == {
        "booked": ["Ada", "Bela"],
        "in": ["Ada"],
        "not_in": ["Bela"],
        "cancelled": ["Cleo"],
        "all": ["Ada", "Bela", "Cleo"],
    }
    assert names(event, ticket="day") == ["Bela"]


def test_the_file_has_a_column_for_each_answer_and_no_formula(event, staff):
    named(book(offer_of(event)), "=1+1", answers={"food": "No nuts"})

    answer = staff.get(address(event) + "?as=csv")

    heads, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    told = dict(zip(heads, row, strict=True))
    assert (told["Name"], told["Is there anything you cannot eat"]) == ("'=1+1", "No nuts")
    assert answer["Content-Disposition"].endswith('.csv"')


def test_the_sheet_for_paper_has_all_who_are_asked_for(event, staff):
    named(book(offer_of(event)), "Ada")

    page = staff.get(address(event) + "?as=print").content.decode()

    assert "Ada" in page
    assert "<form" not in page


def test_the_list_asks_as_often_for_four_as_for_one(event, staff, django_assert_max_num_queries):
    named(book(offer_of(event)), "Ada")
    with django_assert_max_num_queries(12):
        rows_of(date_of(event), attendees_of(date_of(event), Wish()))
    named(book(offer_of(event), email="b@example.org", quantity=3), "Bela", "Cleo", "Dora")

    with django_assert_max_num_queries(12):
        assert len(rows_of(date_of(event), attendees_of(date_of(event), Wish()))) == 4


def test_only_who_may_see_bookings_sees_them(event, client):
    client.force_login(make_editor(of="events"))

    assert client.get(address(event)).status_code == 302


@pytest.mark.parametrize(("codenames", "offered"), [(["view_booking"], True), ([], False)])
def test_only_who_may_see_bookings_finds_the_way_there(event, client, codenames, offered):
    client.force_login(make_editor(*codenames, of="events"))

    page = client.get(f"/admin/pages/{page_of(event).pk}/edit/").content.decode()

    assert (address(event) in page) == offered


def test_whoever_calls_is_written_down_with_who_comes(event):
    manager, offer = make_manager(), offer_of(event)
    shown = manager.get(f"{ELSEWHERE}?offer={offer.pk}")
    assert f'<option value="{offer.pk}" selected>' in shown.content.decode()
    fields = {
        "click": click_of(shown), "offer": str(offer.pk), "quantity": "2", "currency": "EUR", "price": "",
        "way": "cash", "reference": "77", "email": "ada@example.org", "name": "Ada", "country": "DE",
        "language": "en", "text": "",
    }  # fmt: skip
    asked = manager.post(ELSEWHERE, fields)
    assert "attendee_0_1_name" in asked.content.decode()
    fields |= {"asks": "now", "me_0": "on", "attendee_0_1_name": "Bela", "attendee_0_1_q_food": "No nuts"}
    mark = manager.post(ELSEWHERE, fields).content.decode().split('name="mark" value="')[1].split('"')[0]

    manager.post(ELSEWHERE, fields | {"mark": mark})

    assert Order.objects.get().state == "paid"
    assert names(event) == ["Ada", "Bela"]
    assert Attendee.objects.get(name="Bela").answers == {"food": "No nuts"}


def test_whoever_calls_for_several_has_every_kind_of_ticket_in_one_order(event):
    manager, week, day = make_manager(), offer_of(event), offer_of(event, "day")
    page = manager.get(f"{ELSEWHERE}?offer={week.pk}")
    assert f'name="also_{day.pk}"' in page.content.decode()
    fields = {
        "click": click_of(page), "offer": str(week.pk), "quantity": "1", f"also_{day.pk}": "2", "currency": "EUR",
        "price": "600", "way": "cash", "reference": "77", "email": "ada@example.org", "name": "Ada", "country": "DE",
        "language": "en", "text": "",
    }  # fmt: skip
    asked = manager.post(ELSEWHERE, fields).content.decode()
    for name in ("me_0", "attendee_1_0_name", "attendee_1_1_q_food"):
        assert f'name="{name}"' in asked
    assert (
        asked.index("· Week") < asked.index('name="me_0"') < asked.rindex("· Day") < asked.index('name="attendee_1_0')
    )
    fields |= {"asks": "now", "me_0": "on", "attendee_1_0_name": "Bela", "attendee_1_1_name": "Cleo"}
    fields |= {"attendee_1_1_q_food": "No nuts"}
    preview = manager.post(ELSEWHERE, fields).content.decode()
    assert "€780.00 is written down as paid" in preview

    for _twice in range(2):
        manager.post(ELSEWHERE, fields | {"mark": preview.split('name="mark" value="')[1].split('"')[0]})

    order = Order.objects.get()
    assert [(line.offer, line.quantity, line.unit_amount) for line in order.lines.all()] == [
        (week, 1, 60000),
        (day, 2, 9000),
    ]
    assert (order.state, order.total_amount) == ("paid", 78000)
    assert (names(event, ticket="week"), names(event, ticket="day")) == (["Ada"], ["Bela", "Cleo"])
    assert Attendee.objects.get(name="Cleo").answers == {"food": "No nuts"}


def test_where_one_kind_is_full_nothing_of_the_order_is_made():
    event = make_event(tickets=[ticket("week", 69000), ticket("day", 9000, places=1)])
    manager, week, day = make_manager(), offer_of(event), offer_of(event, "day")
    fields = {
        "click": click_of(manager.get(ELSEWHERE)), "offer": str(week.pk), "quantity": "1", f"also_{day.pk}": "2",
        "currency": "EUR", "price": "", "way": "cash", "reference": "77", "email": "ada@example.org", "name": "Ada",
        "country": "DE", "language": "en", "text": "Kept words", "asks": "later",
    }  # fmt: skip
    mark = manager.post(ELSEWHERE, fields).content.decode().split('name="mark" value="')[1].split('"')[0]

    answer = manager.post(ELSEWHERE, fields | {"mark": mark})

    assert (answer.status_code, "Kept words" in answer.content.decode()) == (409, True)
    assert not Order.objects.exists()
    assert quota_places(date_of(event).quota_key("day")).taken == 0


def test_a_kind_of_ticket_without_a_price_in_the_currency_is_said_beside_it(event):
    manager, week, day = make_manager(), offer_of(event), offer_of(event, "day")
    fields = {
        "click": click_of(manager.get(ELSEWHERE)), "offer": str(week.pk), "quantity": "1", f"also_{day.pk}": "1",
        "currency": "USD", "price": "700", "way": "cash", "reference": "77", "email": "ada@example.org",
        "name": "Ada", "country": "DE", "language": "en", "text": "",
    }  # fmt: skip

    answer = manager.post(ELSEWHERE, fields)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {f"also_{day.pk}": ["It has no price in this currency."]}


def test_what_belongs_to_another_date_is_no_part_of_the_order(event):
    other = make_event("Another")
    manager = make_manager()

    html = manager.get(f"{ELSEWHERE}?offer={offer_of(event).pk}").content.decode()

    assert f'name="also_{offer_of(event, "day").pk}"' in html
    assert f'name="also_{offer_of(other).pk}"' not in html
    assert "also_" not in manager.get(ELSEWHERE).content.decode()


def test_who_comes_may_be_said_later(event):
    manager, offer = make_manager(), offer_of(event)
    fields = {
        "click": click_of(manager.get(ELSEWHERE)), "offer": str(offer.pk), "quantity": "2", "currency": "EUR",
        "price": "", "way": "cash", "reference": "77", "email": "ada@example.org", "name": "Ada", "country": "DE",
        "language": "en", "text": "", "asks": "later",
    }  # fmt: skip
    mark = manager.post(ELSEWHERE, fields).content.decode().split('name="mark" value="')[1].split('"')[0]

    manager.post(ELSEWHERE, fields | {"mark": mark})

    assert names(event) == ["Guest of Ada", "Ada"]
