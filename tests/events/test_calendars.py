"""A date for one's calendar: its UID stays, its sequence rises, what is cancelled says so."""

import pytest
from icalendar import Calendar

from tests.factories.courses import publish
from tests.factories.events import date_of, make_event, on, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def entry(client, event):
    answer = client.get(f"/en/dates/{date_of(event).pk}.ics")
    assert answer["Content-Type"] == "text/calendar"
    return next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))


def move(event, day: str, **fields) -> None:
    page = page_of(event)
    page.dates = [on(day, code=date_of(event).code, **fields)]
    publish(page)


def test_it_says_what_when_and_where_in_the_places_zone(client):
    event = make_event(dates=[on("2027-04-12")])

    told = entry(client, event)

    assert (told["SUMMARY"], str(told["STATUS"])) == ("Seven Days of Quiet", "CONFIRMED")
    assert told["DTSTART"].params["TZID"] == "Europe/Lisbon"
    assert told["DTSTART"].dt == date_of(event).starts_at
    assert "Casa Fonte" in told["LOCATION"]
    assert told["URL"].endswith("/en/events/seven-days-of-quiet/")
    assert [alarm["TRIGGER"].dt.days for alarm in told.walk("VALARM")] == [-1]


def test_the_zone_comes_along(client):
    event = make_event(dates=[on("2027-04-12")])

    text = client.get(f"/en/dates/{date_of(event).pk}.ics").content

    assert b"BEGIN:VTIMEZONE" in text


def test_a_change_keeps_the_uid_and_raises_the_sequence(client):
    event = make_event(dates=[on("2027-04-12")])
    before = entry(client, event)

    move(event, "2027-04-19")

    after = entry(client, event)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)


def test_what_is_cancelled_says_so_and_reminds_of_nothing(client):
    event = make_event(dates=[on("2027-04-12")])

    move(event, "2027-04-12", cancelled=True)

    told = entry(client, event)
    assert (str(told["STATUS"]), told.walk("VALARM")) == ("CANCELLED", [])


def test_a_date_of_an_event_without_a_page_here_is_not_found(client):
    event = make_event()
    page_of(event).unpublish()

    assert client.get(f"/en/dates/{date_of(event).pk}.ics").status_code == 404
    assert client.get("/en/dates/999999.ics").status_code == 404
