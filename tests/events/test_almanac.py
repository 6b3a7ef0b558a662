"""All dates of all events: found by day, place, person and price, as a list, as a month, and in calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from events.catalogue.models import Event, EventDate
from shop.offers.models import Offer, OfferPrice
from tests.factories.events import date_of, in_days, make_event, make_event_index, make_venue, on, ticket

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PAGE = "/en/events/"


def found(client, **asked) -> list[str]:
    return [entry.card.title for entry in client.get(PAGE, asked).context["catalogue"].entries]


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_dates_come_one_after_the_other_and_what_is_over_stands_apart(client):
    make_event("Later", dates=[in_days(50)])
    make_event("Sooner", dates=[in_days(5), in_days(70)])
    make_event("Past", dates=[in_days(-30)])

    assert found(client) == ["Sooner", "Later", "Sooner"]
    assert found(client, view="over") == ["Past"]


def test_each_date_leads_to_itself(client):
    make_event("Quiet", dates=[in_days(5, code="may"), in_days(70, code="july")])

    html = client.get(PAGE).content.decode()

    assert "/en/events/quiet/?date=may" in html and "/en/events/quiet/?date=july" in html


def test_an_empty_list_says_so(client):
    make_event_index()

    assert "No dates to come just now" in client.get(PAGE).content.decode()


def test_dates_between_two_days_are_those_of_which_a_part_lies_there(client):
    make_event("Before", dates=[in_days(2, nights=1)])
    make_event("Into", dates=[in_days(8, nights=4)])
    make_event("After", dates=[in_days(40)])

    assert found(client, **{"from": day(10), "to": day(30)}) == ["Into"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from": "soon"}, "This is not a day."),
        ({"from": "2030-02-30"}, "This is not a day."),
        ({"from": "2030-05-02", "to": "2030-05-01"}, "This day is before the first one."),
        ({"near": "atlantis"}, "We do not know this place."),
        ({"near": "91,0"}, "We do not know this place."),
        ({"near": "nan,0"}, "We do not know this place."),
    ],
)
def test_what_is_not_understood_is_said_beside_its_field_and_nothing_is_lost(client, asked, sentence):
    make_event(dates=[in_days(5)])

    answer = client.get(PAGE, asked)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{asked["from"]}"' in answer.content.decode() if "from" in asked else True


def test_where_a_language_has_no_list_the_one_there_is_is_shown_by_its_own_address(client):
    make_event_index()

    assert client.get("/ar/events/", {"from": "soon"}).status_code == 302


def test_near_a_town_is_what_lies_within_the_distance(client):
    lagos = make_venue("Casa Mar", code="casa-mar", city="Lagos", latitude="37.10280", longitude="-8.67300")
    make_event("Here", dates=[in_days(5)])  # at Monchique, 26 km away
    make_event("At the sea", venue=lagos, dates=[in_days(6)])
    far = make_venue("Seehaus", code="seehaus", city="Murg", latitude="47.11000", longitude="9.21000")
    make_event("Far away", venue=far, dates=[in_days(7)])

    assert found(client, near="casa-mar", km="25") == ["At the sea"]
    assert found(client, near="casa-mar", km="50") == ["Here", "At the sea"]
    assert found(client, near="37.10,-8.67", km="25") == ["At the sea"]


def test_only_dates_with_free_places_where_that_is_asked(client):
    make_event("Free", dates=[in_days(5)], quotas={"house": 22})
    make_event("Full", dates=[in_days(6)], quotas={"house": 0})

    assert found(client) == ["Free", "Full"]
    assert found(client, places="free") == ["Free"]


def test_an_address_with_several_filters_can_be_shared_and_each_can_be_taken_away(client):
    make_event("Quiet", dates=[in_days(5)], tickets=[ticket("week", 0)])
    make_event("Dear", dates=[in_days(6)], tickets=[ticket("week", 90000)])

    catalogue = client.get(PAGE, {"price": "free", "to": day(90)}).context["catalogue"]

    assert [entry.card.title for entry in catalogue.entries] == ["Quiet"]
    assert len(catalogue.on) == 2
    assert [way.url for way in catalogue.on] == ["?price=free", f"?to={day(90)}"]


def test_a_month_shows_each_date_on_each_of_its_days(client):
    make_event("Weekend", dates=[on("2031-05-09", nights=2)])
    make_event("Evening", dates=[on("2031-05-14", "19:00", "21:00", nights=0)])

    catalogue = client.get(PAGE, {"view": "month", "month": "2031-05"}).context["catalogue"]

    days = {day.day.day: [entry.card.title for entry in day.entries] for week in catalogue.calendar for day in week}
    assert {number: titles for number, titles in days.items() if titles} == {
        9: ["Weekend"],
        10: ["Weekend"],
        11: ["Weekend"],
        14: ["Evening"],
    }
    assert (catalogue.before.label, catalogue.after.label) == ("April 2031", "June 2031")


@pytest.mark.parametrize("month", ["", "2031-13", "0000-01", "9999-12", "x" * 5000, "\x00"])
def test_a_month_that_is_none_is_this_one(client, month):
    make_event_index()

    answer = client.get(PAGE, {"view": "month", "month": month})

    assert answer.status_code == 200
    assert answer.context["catalogue"].month.code == f"{timezone.now():%Y-%m}"


def test_a_calendar_follows_what_a_search_finds(client):
    make_event("Quiet", dates=[in_days(5), in_days(40)], tickets=[ticket("week", 0)])
    make_event("Dear", dates=[in_days(6)], tickets=[ticket("week", 90000)])
    page = client.get(PAGE, {"price": "free"}).context["catalogue"]

    calendar = Calendar.from_ical(client.get(page.feed).content)

    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == ["Quiet", "Quiet"]
    assert calendar["x-wr-calname"]


def test_a_calendar_follows_one_event(client):
    event = make_event("Quiet", dates=[in_days(5), in_days(40)])

    calendar = Calendar.from_ical(client.get(f"/en/dates/of/{event.pk}.ics").content)

    assert len(calendar.walk("VEVENT")) == 2
    assert client.get("/en/dates/of/9999.ics").status_code == 404


def test_the_browsers_position_may_be_asked_for_on_this_page_only(client):
    make_event_index()

    assert "geolocation=(self)" in client.get(PAGE)["Permissions-Policy"]
    assert "geolocation=()" in client.get("/en/")["Permissions-Policy"]


def make_many_dates(events: list[Event], *, each: int) -> None:
    """Dates day by day, each with all that the first of its event has on sale, written straight into the tables."""
    for event in events:
        date, template = date_of(event), list(Offer.objects.with_prices().filter(record_id=date_of(event).pk))
        length, first = date.ends_at - date.starts_at, date.starts_at
        dates = EventDate.objects.bulk_create(
            EventDate(event=event, code=f"d{day}", starts_at=starts, ends_at=starts + length, zone=date.zone, live=True)
            for day in range(1, each)
            for starts in [first + timedelta(days=day)]
        )
        for offer in template:
            prices = list(offer.prices.all())
            copies = Offer.objects.bulk_create(copy_of(offer, on=one) for one in dates)
            OfferPrice.objects.bulk_create(
                OfferPrice(offer=copy, currency=price.currency, amount=price.amount)
                for copy in copies
                for price in prices
            )


def copy_of(offer: Offer, *, on: EventDate) -> Offer:
    values = {field.name: getattr(offer, field.name) for field in Offer._meta.concrete_fields}
    own = {"id": None, "record_id": on.pk, "key": f"event:{on.pk}:{offer.code}", "sale_until": on.starts_at}
    return Offer(**values | own)


def test_a_thousand_dates_ask_no_more_than_one(client):
    one = make_event("One", dates=[in_days(5, nights=0, ends="18:00")])
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    more = [make_event(f"Many {number}", dates=[in_days(5, nights=0, ends="18:00")]) for number in range(3)]
    make_many_dates([one, *more], each=250)
    with CaptureQueriesContext(connection) as many:
        page = client.get(PAGE)

    assert page.context["catalogue"].total == EventDate.objects.count() == 1000
    assert len(many) == len(few) <= 14, [query["sql"][:150] for query in many]
