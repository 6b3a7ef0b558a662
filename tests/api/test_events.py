"""Events as programs read them: the same dates and places that shoppers see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.orders.models import Order
from tests.api.conftest import code_of
from tests.factories.events import date_of, in_days, make_event, make_venue, offer_of, on, option, page_of, ticket

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LIST = "/api/events"


def titles(answer) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def test_an_event_in_the_list_says_where_and_when_it_is_next(program):
    event = make_event(venue=make_venue(), dates=[on("2036-04-12"), on("2036-05-12")])

    (item,) = program.get(LIST).json()["items"]

    assert (item["id"], item["title"], item["dates_to_come"]) == (event.pk, "Seven Days of Quiet", 2)
    assert item["url"] == "http://testserver/en/events/seven-days-of-quiet/"
    assert (item["place"]["city"], item["place"]["latitude"]) == ("Monchique", 37.3189)
    assert (item["date"]["starts"], item["date"]["zone"]) == ("2036-04-12T15:00:00+01:00", "Europe/Lisbon")
    assert (item["date"]["state"], item["date"]["price"]) == ("free", {"amount": 69000, "currency": "EUR"})


def test_what_comes_first_stands_first_and_what_is_over_is_asked_for(program):
    make_event("Later", dates=[in_days(50)])
    make_event("Sooner", dates=[in_days(5)])
    make_event("Past", dates=[in_days(-30)])

    assert titles(program.get(LIST)) == ["Sooner", "Later"]
    assert titles(program.get(f"{LIST}?when=over")) == ["Past"]


def test_the_list_is_walked_through_whole(program):
    for place, title in enumerate(("One", "Two", "Three")):
        make_event(title, dates=[in_days(10 + place)])
    found, address = [], f"{LIST}?limit=1"
    while address:
        answer = program.get(address)
        found += titles(answer)
        address = answer.json()["next"]

    assert found == ["One", "Two", "Three"]


def test_the_filters_of_the_page_are_those_of_programs(program):
    lagos = make_venue("Casa Mar", code="casa-mar", city="Lagos", latitude="37.10280", longitude="-8.67300")
    make_event("Here", venue=make_venue(), dates=[on("2036-04-12")])
    make_event("There", venue=lagos, dates=[on("2036-05-12")], spoken="de")
    make_event("Anywhere", online=True, dates=[on("2036-06-12")])
    make_event("Past", venue=lagos, dates=[in_days(-30)])

    asked = {
        "place=casa-mar": ["There"],
        "place=casa-mar&when=over": ["Past"],
        "how=online": ["Anywhere"],
        "spoken=de": ["There"],
        "from=2036-05-01": ["There", "Anywhere"],
        "from=2036-05-01&to=2036-05-31": ["There"],
        "near=casa-mar&km=25": ["There"],
        "places=free&place=casa-mar": ["There"],
    }
    assert {query: titles(program.get(f"{LIST}?{query}")) for query in asked} == asked


@pytest.mark.parametrize(("query", "field"), [("from=soon", "from"), ("near=nowhere", "near")])
def test_a_filter_that_is_not_understood_is_said_and_finds_nothing_by_itself(program, query, field):
    answer = program.get(f"{LIST}?{query}")

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_date_that_is_over_does_not_find_an_event_that_goes_on(program):
    make_event("Goes on", dates=[in_days(-30), in_days(30)])

    assert titles(program.get(f"{LIST}?to={in_days(-20).day}")) == []


def test_an_event_says_what_is_sold_on_each_date_and_how_free_it_is(program):
    event = make_event(
        dates=[in_days(30), in_days(60, cancelled=True)],
        tickets=[ticket("week", 69000, least=2), ticket("kitchen", 29000, places=2)],
        options=[option("room", 18000, places=0)],
        cancellation={60: 93},
        few_left=5,
    )

    told = program.get(f"{LIST}/{event.pk}").json()

    first, second = told["dates"]
    week, kitchen = first["tickets"]
    assert (week["key"], week["left"], week["least"]) == (f"event:{date_of(event).pk}:week", None, 2)
    assert (kitchen["state"], kitchen["words"], kitchen["left"]) == ("few", "Only 2 places left", 2)
    assert [room["state"] for room in first["options"]] == ["sold-out"]
    assert (second["state"], second["tickets"]) == ("cancelled", [])
    assert told["cancellation"] == [{"days_before": 60, "percent": 93}]


def test_an_option_is_put_on_top_of_its_ticket_and_never_alone(program):
    event = make_event(options=[option("room")])
    dates = program.get(f"{LIST}/{event.pk}").json()["dates"]
    ticket_key, room_key = dates[0]["tickets"][0]["key"], dates[0]["options"][0]["key"]

    alone = program.add(room_key)
    together = program.send("POST", "/api/cart/add", {"offer": ticket_key, "quantity": 2, "options": {room_key: 1}})

    assert code_of(alone) == (409, "not-for-sale")
    below, above = together.json()["lines"]
    assert (above["on_top_of"], above["most"], below["on_top_of"]) == (below["id"], 2, None)


def test_a_ticket_is_bought_at_once_with_what_comes_on_top(program):
    event = make_event(options=[option("room", 18000)])
    items = [{
        "offer": offer_of(event).key,
        "options": {offer_of(event, "room").key: 1},
        "attendees": [{"me": True}],
    }]  # fmt: skip

    answer = program.send(
        "POST", "/api/checkout/create-session", {"email": "ada@example.org", "accepted": ["terms"], "items": items}
    )

    assert answer.status_code == 200, answer.json()
    assert list(Order.objects.get().lines.order_by("pk").values_list("kind", "belongs_to__kind")) == [
        ("event", None),
        ("event_option", "event"),
    ]


def test_what_only_attendees_read_is_not_told(program):
    event = make_event(attendees_only="The stop is called Ried.", join_url="https://meet.example.org/x")

    answer = program.get(f"{LIST}/{event.pk}")

    assert b"Ried" not in answer.content
    assert b"meet.example.org" not in answer.content


def test_an_event_that_is_not_published_is_not_there(program):
    event = make_event()
    page_of(event).unpublish()

    assert program.get(f"{LIST}/{event.pk}").status_code == 404


def test_more_events_cost_no_more_queries(program):
    make_event("One", quotas={"house": 22})
    spent = []
    for group in ("a", "b"):
        with CaptureQueriesContext(connection) as queries:
            program.get(LIST)
        spent.append(len(queries))
        for number in range(3):
            make_event(f"Event {group} {number}", dates=[in_days(20 + day) for day in range(3)], quotas={"house": 22})

    assert spent[1] <= spent[0]
