"""The page of an event: dates, tickets with their honest state, one form, in as many queries for much as for little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shop.cart.models import CartLine
from shop.contract import give_access
from tests.factories.accounts import make_user
from tests.factories.courses import make_cover, make_person, make_theme, publish, translate
from tests.factories.events import (
    date_of,
    draft_event,
    in_days,
    make_event,
    make_venue,
    offer_of,
    on,
    option,
    page_of,
    ticket,
)
from tests.factories.shop import make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

HERE = "/en/events/seven-days-of-quiet/"


@pytest.fixture
def client():
    return Client(headers={"origin": "http://testserver"})


def shown(client, path: str = HERE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_when_and_where_in_the_places_own_time(client):
    make_event(dates=[on("2027-04-12")])

    html = shown(client)

    assert "Apr 12\u2009–\u200918, 2027" in html
    assert "Mon, Apr 12, 15:00" in html
    assert '<time datetime="2027-04-12T15:00:00+01:00">' in html
    assert "Lisbon time (Western European Summer Time)" in html
    assert "Casa Fonte, Monchique, Portugal" in html


def test_each_ticket_says_what_it_costs_and_how_free_it_is(client):
    make_event(
        tickets=[ticket("week", 69000), ticket("kitchen", 29000, places=2), ticket("gone", 100, places=0)],
        options=[option("room", 18000)],
        few_left=5,
    )

    kinds = {kind.title: kind for kind in client.get(HERE).context["event"].tickets}

    assert [kind.standing.label for kind in kinds.values()] == ["Places are free", "Only 2 places left", "Waiting list"]
    assert kinds["Kitchen"].counts == [0, 1, 2]
    assert not kinds["Gone"].can_be_booked


def test_how_many_are_left_is_said_only_from_where_the_editor_says(client):
    make_event(tickets=[ticket(places=6)], few_left=5)

    html = shown(client)

    assert "6 places left" not in html


def test_a_ticket_is_sold_in_the_numbers_that_are_allowed(client):
    make_event(tickets=[ticket(least=2, most=4)])

    (kind,) = client.get(HERE).context["event"].tickets

    assert kind.counts == [0, 2, 3, 4]


def test_an_early_price_says_until_when(client):
    make_event(
        dates=[on("2027-04-12")],
        tickets=[ticket("week", 69000, early_prices={"EUR": 62000}, early_days=30)],
    )

    html = shown(client)

    assert "until March 12, 2027" in html
    assert "€620" in html


def test_one_of_several_dates_is_chosen_by_its_address(client):
    event = make_event(dates=[in_days(20), in_days(50), in_days(80)])
    last = event.dates.order_by("starts_at").last()

    view = client.get(f"{HERE}?date={last.code}").context["event"]

    assert view.chosen.date == last
    assert [choice["current"] for choice in view.choices] == [False, False, True]


def test_what_is_over_says_so_and_leads_on(client):
    make_event(dates=[in_days(-30)])

    html = shown(client)

    assert "This is over." in html
    assert 'href="/en/events/"' in html
    assert "Choose your place" not in html


def test_a_cancelled_date_says_so(client):
    make_event(dates=[in_days(30, cancelled=True)])

    html = shown(client)

    assert "This date has been cancelled." in html
    assert "Add places to cart" not in html


def book(client, event, *, at=None, **wanted):
    date = at or date_of(event)
    sent = {offer_of(event, code, date=date).key: count for code, count in wanted.items()}
    return client.post(reverse("events:book", args=[date.pk]), sent)


def test_tickets_and_what_comes_on_top_are_put_into_the_cart_together(client):
    event = make_event(options=[option("room")])

    answer = book(client, event, week="2", room="1")

    assert (answer.status_code, answer["Location"]) == (302, "/en/cart/")
    lines = CartLine.objects.order_by("pk").values_list("offer__code", "quantity", "belongs_to__offer__code")
    assert list(lines) == [("week", 2, None), ("room", 1, "week")]


def test_what_comes_on_top_of_several_kinds_of_tickets_fills_one_after_the_other(client):
    event = make_event(tickets=[ticket("week"), ticket("day")], options=[option("room")])

    book(client, event, week="2", day="1", room="3")

    lines = CartLine.objects.exclude(belongs_to=None).values_list("belongs_to__offer__code", "quantity")
    assert sorted(lines) == [("day", 1), ("week", 2)]


def test_more_on_top_than_tickets_is_refused_beside_its_field(client):
    event = make_event(options=[option("room")])

    answer = book(client, event, week="1", room="2")

    assert answer.status_code == 422
    assert "You chose 1 ticket, so at most as many of these." in answer.content.decode()
    assert not CartLine.objects.exists()


def test_nothing_chosen_is_said_at_the_form_which_keeps_the_focus(client):
    event = make_event()

    answer = book(client, event, week="0")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose how many places you would like." in html
    assert 'class="error-summary" tabindex="-1" autofocus' in html
    assert not CartLine.objects.exists()


def test_an_option_without_a_ticket_is_refused(client):
    event = make_event(options=[option("room")])

    answer = book(client, event, room="1")

    assert answer.status_code == 422
    assert "Choose a ticket first; the rest comes with it." in answer.content.decode()


@pytest.mark.parametrize("typed", ["lots", "-1", "1000", "9" * 30])
def test_what_is_no_quantity_is_refused_beside_its_field(client, typed):
    event = make_event()

    answer = book(client, event, week=typed)

    assert answer.status_code == 422
    assert not CartLine.objects.exists()


def test_what_cannot_be_had_is_said_and_the_rest_is_in_the_cart(client):
    event = make_event(options=[option("room", most=2)])

    answer = book(client, event, week="3", room="3")

    assert answer.status_code == 409
    assert "The others lie in your cart already." in answer.content.decode()
    assert CartLine.objects.filter(offer__code="week").exists()


def test_the_form_of_another_site_is_refused():
    event = make_event()

    answer = book(Client(headers={"origin": "https://evil.example"}), event, week="1")

    assert answer.status_code == 403


def test_the_way_there_is_words_and_links_and_loads_nothing(client):
    make_event(venue=make_venue(by_train="Bus 94 from Portimão.", steps="Two rooms without steps.", toilet="Yes."))

    html = shown(client)

    for words in ("Caminho da Fonte 3", "8550-232 Monchique", "Bus 94 from Portimão.", "Two rooms without steps. Yes."):
        assert words in html
    for host in ("openstreetmap.org", "maps.apple.com", "google.com/maps"):
        assert f'href="https://www.{host}' in html or f'href="https://{host}' in html
    assert "<iframe" not in html


def test_what_is_given_back_stands_with_its_days(client):
    make_event(dates=[on("2027-04-12")], cancellation={60: 93, 0: 0})

    steps = client.get(HERE).context["event"].cancellation

    assert [(step["until"], step["percent"]) for step in steps] == [("February 11, 2027", 93), ("April 12, 2027", 0)]


def test_only_who_has_booked_reads_what_is_for_them(client):
    event = make_event(attendees_only="The stop is called Ried.", join_url="https://meet.example.org/x")
    before = shown(client)
    ada = make_user()
    client.force_login(ada)
    line = make_paid_order(offer_of(event), user=ada).lines.get()

    give_access(line, date_of(event), at=timezone.now() - timedelta(minutes=1))

    assert "Ried" not in before
    assert "meet.example.org" not in before
    html = shown(client)
    assert "The stop is called Ried." in html
    assert "https://meet.example.org/x" in html


def test_search_engines_read_each_date_to_come(client):
    make_event(dates=[in_days(-3, nights=1), in_days(30)])

    html = shown(client)

    assert html.count('"@type": "Event"') == 1
    assert '"eventStatus": "https://schema.org/EventScheduled"' in html
    assert '"availability": "https://schema.org/InStock"' in html


def test_an_unpublished_draft_can_be_previewed():
    page = draft_event()
    request = Client().get("/en/").wsgi_request

    answer = page.make_preview_request(request, "")

    assert answer.status_code == 200
    assert "Seven Days of Quiet" in answer.render().content.decode()


def test_a_translation_has_its_own_words_and_the_same_places(client):
    event = make_event()
    translation = translate(page_of(event), "de")
    translation.title = "Sieben stille Tage"
    week = translation.tickets.get()
    week.title = "Die Woche"
    translation.tickets = [week]
    publish(translation)

    html = shown(client, "/de/events/seven-days-of-quiet/")

    assert "Die Woche" in html
    assert offer_of(event).key in html


def test_much_costs_no_more_queries_than_little(client):
    little = {
        "dates": [in_days(20), in_days(27)],
        "themes": [make_theme()],
        "quotas": {"house": 22},
        "teachers": [make_person("Ruth")],
        "cover": make_cover("A hill"),
    }
    people = [make_person(name) for name in ("Bela", "Inés", "Jonas")]
    much = {
        "dates": [in_days(20 + 7 * week) for week in range(12)],
        "tickets": [ticket(code) for code in ("one", "two", "three")],
        "options": [option(code, places=4) for code in ("four", "five", "six")],
        "quotas": {"house": 22, "hall": 30},
        "teachers": people,
        "themes": [make_theme("Sea")],
        "cover": make_cover(),
    }
    make_event("Little", **little)
    make_event("Much", **much)
    spent = {}
    for slug in ("little", "much"):
        shown(client, f"/en/events/{slug}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(client, f"/en/events/{slug}/")
        spent[slug] = len(queries)

    assert spent["much"] == spent["little"] <= 17
