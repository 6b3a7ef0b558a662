"""Staff move and cancel dates: what will happen is seen first, and the report says whom it did not reach."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.changes.preview import report_of
from messaging.models import Message
from tests.courses.test_editing import make_editor
from tests.factories.changes import book, cancel, make_two_dates
from tests.factories.events import date_of, offer_of, page_of
from tests.factories.payments import do_all_work

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def event():
    return make_two_dates()


@pytest.mark.parametrize(("codenames", "offered"), [(["announce_change"], True), ([], False)])
def test_only_who_may_move_dates_finds_the_way(event, client, codenames, offered):
    client.force_login(make_editor(*codenames, of="events"))

    page = client.get(f"/admin/pages/{page_of(event).pk}/edit/").content.decode()

    assert (f"/admin/events/dates/{date_of(event).pk}/change/" in page) == offered


FORM = {"kind": "moved", "day": "2027-08-02", "starts": "15:00", "last_day": "2027-08-08", "ends": "12:00"}


def mark_on(page) -> str:
    return re.search(r'name="mark" value="(\w+)"', page.content.decode()).group(1)


def test_staff_see_what_will_happen_and_confirm_just_that(event, client):
    client.force_login(make_editor("announce_change", of="events"))
    book(offer_of(event))
    book(offer_of(event), email="bela@example.org")
    address = f"/admin/events/dates/{date_of(event).pk}/change/"
    form = {"kind": "cancelled", "click": "d" * 32, "words_de": "Das Dach."}

    shown = client.post(address, form)
    assert "€1,380.00" in shown.content.decode()
    assert "2 bookings are told" in shown.content.decode()
    book(offer_of(event), email="cleo@example.org")
    shown_again = client.post(address, form | {"mark": mark_on(shown)})
    assert "3 bookings are told" in shown_again.content.decode()
    assert not date_of(event).changes.exists()
    begun = client.post(address, form | {"mark": mark_on(shown_again)})
    again = client.post(address, form | {"mark": mark_on(shown_again)})

    assert begun.url == again.url == f"/admin/events/changes/{date_of(event).changes.get().pk}/"
    assert client.get(begun.url)["Refresh"] == "5"
    do_all_work()
    report = client.get(begun.url)
    assert "Refresh" not in report
    assert "everybody is told" in report.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Choose whether"),
        ({"day": ""}, "Say when it takes place"),
        ({"ends": "9:00", "last_day": "2027-08-02"}, "must end after"),
        ({"day": "2020-01-01"}, "in the future"),
        ({"give_back_until": "2027-09-01"}, "before the new date"),
        ({"click": "no"}, "out of date"),
    ],
)
def test_what_cannot_be_is_said_and_begins_nothing(event, client, fields, words):
    client.force_login(make_editor("announce_change", of="events"))
    address = f"/admin/events/dates/{date_of(event).pk}/change/"

    answer = client.post(address, FORM | {"click": "e" * 32} | fields)

    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()


def test_a_letter_that_comes_back_stands_first_on_the_report(event, client):
    client.force_login(make_editor("announce_change", of="events"))
    book(offer_of(event))
    book(offer_of(event), email="bela@example.org")
    change = cancel(date_of(event))
    bounced = {"delivery": "bounced", "delivery_reason": "No such mailbox."}
    Message.objects.filter(kind="event_cancelled", to="bela@example.org").update(**bounced)

    (first, second) = report_of(change).rows

    assert (first.trouble, second.trouble) == ("No such mailbox.", "")
    assert "No such mailbox." in client.get(f"/admin/events/changes/{change.pk}/").content.decode()


def test_the_report_asks_as_often_for_three_as_for_one(event):
    for name in ("ada", "bela", "cleo"):
        book(offer_of(event), email=f"{name}@example.org")
    change = cancel(date_of(event))

    with CaptureQueriesContext(connection) as three:
        report_of(change)
    change.notices.exclude(pk=change.notices.first().pk).delete()
    with CaptureQueriesContext(connection) as one:
        report_of(change)

    assert len(one) == len(three)
