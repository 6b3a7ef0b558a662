"""Editors write an event in Wagtail: prices as money, who may, what is refused and where it is said."""

from datetime import date

import pytest
from django.urls import reverse

from events.catalogue.bulk import days_by
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from events.catalogue.rows import TicketRow
from shop.contract import offers_of, quota_places
from tests.courses.test_editing import errors_of, make_editor, rows, send
from tests.factories.courses import publish, translate
from tests.factories.events import (
    date_of,
    draft_event,
    in_days,
    make_event,
    make_event_index,
    make_venue,
    offer_of,
    on,
    page_of,
    ticket,
)
from tests.factories.shop import make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

DAY = {"code": "", "day": "2027-04-12", "starts": "15:00", "last_day": "2027-04-18", "ends": "12:00", "zone": ""}
WEEK = {"code": "week", "title": "Full week", "prices_EUR": "690", "least": "1", "most": "10"}
ROOM = {"code": "room", "title": "A room", "prices_EUR": "180", "most": "10"}


@pytest.fixture
def manager(client):
    client.force_login(make_editor("change_price", of="events"))


@pytest.fixture
def editor(client):
    client.force_login(make_editor(of="events"))


def prices(row: dict) -> dict:
    """Amounts as the field of many currencies sends them."""
    return {name.replace("early_EUR", "early_prices_EUR"): value for name, value in row.items()}


def typed(
    *, dates=(DAY,), tickets=(WEEK,), options=(), quotas=(), questions=(), letters=(), cancellation=(), **changes
) -> dict:
    """The form of an event, filled in."""
    words = {"title": "Seven Days", "slug": "seven-days", "outcome": "A week.", "summary": "You sit.", "spoken": "en"}
    streams = {f"{name}-count": 0 for name in ("body", "programme", "bring")}
    sets = {
        **rows("teachers"),
        **rows("themes"),
        **rows("comments"),
        **rows("dates", *dates),
        **rows("tickets", *(prices(row) for row in tickets)),
        **rows("options", *(prices(row) for row in options)),
        **rows("quotas", *quotas),
        **rows("questions", *questions),
        **rows("letters", *letters),
        **rows("cancellation", *cancellation),
    }
    return {**words, **streams, **sets, "online": "on", "few_left": "5", "rename_days": "0", **changes}


def test_a_new_event_is_written_and_published_in_one_go(client, manager):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", make_event_index().pk])
    venue = make_venue()

    client.post(
        address,
        {
            **typed(
                tickets=[{**WEEK, "prices_USD": "750,50", "early_EUR": "620", "early_days": "30"}],
                options=[{**ROOM, "places": "3"}],
                quotas=[{"code": "house", "size": "22", "covers": "week"}],
                cancellation=[{"days_before": "14", "percent": "50"}],
                questions=[{"code": "food", "label": "What can you not eat", "kind": "text", "scope": "attendee"}],
                venue=str(venue.pk),
            ),
            "action-publish": "1",
        },
    )

    event = Event.objects.get()
    assert event.trouble == ""
    offer = offer_of(event)
    assert {price.currency: price.amount for price in offer.prices.all()} == {"EUR": 69000, "USD": 75050}
    assert next(price.sale_amount for price in offer.prices.all() if price.currency == "EUR") == 62000
    assert date_of(event).code == "2027-04-12"
    assert quota_places(date_of(event).quota_key("house")).size == 22
    assert quota_places(date_of(event).quota_key("room")).size == 3
    assert event.cancellation == [[14, 50]]
    assert event.questions.get().code == "food"


def test_stored_prices_stand_in_the_form_as_money(client, manager):
    page = publish(draft_event(tickets=[ticket("week", 7950)]))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'value="79.50"' in html


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"dates": []}, "Give the event at least one date."),
        ({"tickets": []}, "Give the event at least one ticket type."),
        ({"dates": [{**DAY, "last_day": ""}]}, "It must end after it begins."),
        ({"dates": [{**DAY, "admission": "16:00"}]}, "Doors must open before it begins."),
        ({"dates": [DAY, DAY]}, "The code “2027-04-12” is there twice."),
        ({"tickets": [{**WEEK, "prices_EUR": ""}]}, "Give a price in EUR."),
        ({"tickets": [{**WEEK, "prices_EUR": "dear"}]}, "Write the amount as a number, like 79 or 79.50"),
        ({"tickets": [{**WEEK, "early_EUR": "690", "early_days": "3"}]}, "The early price must be lower"),
        ({"tickets": [{**WEEK, "early_EUR": "600"}]}, "Say until how many days before it the early price holds."),
        ({"tickets": [{**WEEK, "least": "11"}]}, "At least one, and not more than the most per order."),
        ({"tickets": [WEEK], "options": [{**ROOM, "code": "week"}]}, "The code “week” is there twice."),
        ({"quotas": [{"code": "house", "size": "2", "covers": "wek"}]}, "Nothing here has the code “wek”."),
        (
            {"questions": [{"code": "seat", "label": "Seat", "kind": "choice", "scope": "order", "choices": "One"}]},
            "Write at least two choices, one a line.",
        ),
        ({"cancellation": [{"days_before": "1", "percent": "101"}]}, "less than or equal to 100"),
        ({"online": ""}, "Say where it takes place"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, manager, wrong, words):
    page = draft_event(online=True)

    answer = send(client, page, typed(**wrong))

    assert answer.status_code == 200
    assert words in errors_of(answer)
    assert not Event.objects.exists()


def test_a_draft_may_lack_dates_tickets_and_place(client, manager):
    page = draft_event()

    answer = send(client, page, typed(dates=[], tickets=[], online=""), publish=False)

    assert answer.status_code == 302


def test_without_the_permission_prices_and_places_can_be_read_and_not_posted(client, editor):
    page = publish(draft_event(tickets=[ticket("week", 69000)]))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    send(client, page, typed(tickets=[{**WEEK, "prices_EUR": "1"}], dates=[{**DAY, "code": "2027-04-12"}]))

    assert "€690.00" in html
    assert "tickets-TOTAL_FORMS" not in html
    assert TicketRow.objects.get(page=page).prices == {"EUR": 69000}


def test_a_translation_shows_selling_facts_and_takes_none(client, manager):
    event = make_event()
    translation = publish(translate(page_of(event)))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[translation.pk])).content.decode()
    send(client, translation, typed(title="هدوء"))

    translation = EventPage.objects.get(pk=translation.pk)
    assert "€690.00" in html
    assert "dates-TOTAL_FORMS" not in html
    assert (translation.title, translation.dates.count(), translation.online) == ("هدوء", 1, False)


def existing(page: EventPage, **changes) -> dict:
    """The form as it stands, its rows known by their ids."""
    page = EventPage.objects.get(pk=page.pk)
    day, week = page.dates.get(), page.tickets.get()
    data = {
        **rows("dates", {**DAY, "id": day.pk, "code": day.code, "day": day.day, "last_day": day.last_day}, initial=1),
        **rows("tickets", prices({**WEEK, "id": week.pk}), initial=1),
    }
    if quota := page.quotas.first():
        data |= rows("quotas", {"id": quota.pk, "code": quota.code, "size": quota.size, "covers": ""}, initial=1)
    return {**typed(venue=str(page.venue_id), online=""), **data, **changes}


def test_fewer_places_than_are_taken_are_refused_with_the_number_and_the_day(client, manager):
    event = make_event(quotas={"house": 22})
    make_paid_order(offer_of(event), quantity=3)

    answer = send(client, page_of(event), existing(page_of(event), **{"quotas-0-size": "2"}))

    assert "3 places are taken on" in errors_of(answer)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"tickets-0-code": "seven"}, "The ticket “week” has been sold"),
        ({"tickets-0-DELETE": "on", "tickets-TOTAL_FORMS": 1}, "has been sold"),
        ({"dates-0-code": "april"}, "has been sold: it keeps its code and stays. You may cancel it."),
    ],
)
def test_codes_that_were_sold_stay(client, manager, changed, words):
    event = make_event()
    make_paid_order(offer_of(event))

    answer = send(client, page_of(event), existing(page_of(event), **changed))

    assert answer.status_code == 200
    assert words in errors_of(answer)


def test_a_code_that_nobody_has_bought_may_change(client, manager):
    event = make_event()

    send(client, page_of(event), existing(page_of(event), **{"tickets-0-code": "seven"}))

    published = [offer.code for offer in offers_of([date_of(event)])[date_of(event).pk] if offer.published]
    assert published == ["seven"]


def test_what_was_booked_cannot_be_deleted(client, manager):
    event = make_event()
    make_paid_order(offer_of(event))
    page = page_of(event)

    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert EventPage.objects.filter(pk=page.pk).exists()


def test_a_sale_stops_on_all_dates_at_once(client, manager):
    event = make_event(dates=[in_days(20), in_days(50)])

    client.post(reverse("events_sale", args=[event.pk, "stop"]))

    assert {offer.stopped for some in offers_of(event.dates.all()).values() for offer in some} == {True}


@pytest.mark.parametrize(("permissions", "offered"), [(["change_price"], True), ([], False)])
def test_only_who_may_sell_sees_the_switch(client, permissions, offered):
    client.force_login(make_editor(*permissions, of="events"))
    page = page_of(make_event())

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert ("Stop the sale now" in html) == offered


def test_the_explorer_says_the_next_date_and_how_full_it_is(client, manager):
    make_event(dates=[on("2036-04-12")], quotas={"house": 22})

    html = client.get(reverse("wagtailadmin_explore", args=[make_event_index().pk])).content.decode()

    assert "2036" in html
    assert "0 of 22" in html
    assert "On sale" in html


def test_trouble_is_told_at_the_page(client, manager):
    event = make_event()
    Event.objects.update(trouble="The early price must be lower than the price.")

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page_of(event).pk])).content.decode()

    assert "The early price must be lower than the price." in html


@pytest.mark.parametrize(("mode", "there"), [("", False), ("attendee", True)])
def test_previews_show_what_guests_and_attendees_see(client, manager, mode, there):
    page = publish(draft_event())
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(edit, existing(page, attendees_only="The stop is called Ried."))

    html = client.get(f"{edit}?mode={mode}").content.decode()

    assert "Seven Days" in html
    assert ("The stop is called Ried." in html) == there


RULE = {"every": "weekly", "starts": "19:00", "ends": "19:45", "more_days": "0"}


def test_many_dates_go_into_the_draft_and_nothing_is_published(client, manager):
    event = make_event(online=True, dates=[on("2027-03-07", "19:00", "19:45", nights=0, zone="Europe/Berlin")])
    page = page_of(event)

    answer = client.post(
        reverse("events_dates", args=[page.pk]), {**RULE, "first": "2027-03-07", "until": "2027-04-04"}
    )

    draft = page_of(event).get_latest_revision_as_object()
    days = [row.day.isoformat() for row in draft.dates.all()]
    assert answer.status_code == 302
    assert days == ["2027-03-07", "2027-03-14", "2027-03-21", "2027-03-28", "2027-04-04"]
    assert EventDate.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until": "2027-01-01"}, "The last day must not come before the first."),
        ({"until": "2045-01-01"}, "That is more than 200 dates."),
        ({"ends": "18:00"}, "It must end after it begins."),
        ({"first": "soon"}, "Enter a valid date."),
        ({"first": "2027-03-08", "until": "2027-03-09", "weekdays": ["6"]}, "No date falls into that time."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_a_sentence(client, manager, wrong, words):
    page = page_of(make_event())

    answer = client.post(
        reverse("events_dates", args=[page.pk]), {**RULE, "first": "2027-03-07", "until": "2027-04-04", **wrong}
    )

    assert (answer.status_code, words in errors_of(answer)) == (422, True)


def test_who_may_not_write_the_page_may_not_add_dates(client):
    page = page_of(make_event())

    answer = client.post(reverse("events_dates", args=[page.pk]), RULE)

    assert answer.status_code == 302
    assert page.dates.count() == 1


@pytest.mark.parametrize(
    ("every", "weekdays", "days"),
    [
        ("weekly", [], ["2027-06-01", "2027-06-08", "2027-06-15", "2027-06-22", "2027-06-29"]),
        ("fortnightly", [1, 3], ["2027-06-01", "2027-06-03", "2027-06-15", "2027-06-17", "2027-06-29"]),
        ("monthly", [], ["2027-06-01"]),
    ],
)
def test_a_rule_names_its_days(every, weekdays, days):
    found = days_by(every, date(2027, 6, 1), date(2027, 6, 30), weekdays=weekdays)

    assert [day.isoformat() for day in found] == days


def test_every_month_means_the_same_weekday_in_its_place():
    found = days_by("monthly", date(2027, 6, 6), date(2027, 9, 30), weekdays=[])

    assert [day.isoformat() for day in found] == ["2027-06-06", "2027-07-04", "2027-08-01", "2027-09-05"]


def test_a_venue_must_have_a_zone_and_a_country(client, manager):
    venue = make_venue(zone="Europe/Atlantis", country="XX")

    with pytest.raises(Exception, match="time zone") as refused:
        venue.full_clean()

    assert {"zone", "country"} <= set(refused.value.message_dict)


@pytest.mark.parametrize("codenames", [["change_price"], []])
def test_only_who_may_change_prices_finds_the_way_to_stop_a_sale(client, codenames):
    event = make_event()
    client.force_login(make_editor(*codenames, of="events"))

    page = client.get(reverse("wagtailadmin_pages:edit", args=[page_of(event).pk])).content.decode()

    assert (reverse("events_sale", args=[event.pk, "stop"]) in page) == bool(codenames)


def test_rules_of_letters_are_the_events_once_they_are_published(client, manager):
    page = draft_event(online=True)

    send(client, page, typed(letters=[{"kind": "reminder", "days": "3", "time": "09:30"}]))

    assert Event.objects.get(translation_key=page.translation_key).letters == [["reminder", 3, "09:30"]]
