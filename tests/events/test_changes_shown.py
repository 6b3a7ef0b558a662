"""A date that is moved or cancelled, as pages, drafts, calendars and lists show it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.catalogue.models import EventDate
from events.catalogue.queries import next_events
from events.changes import operations
from events.changes.operations import Wanted
from home.cards import CardQuery
from messaging.models import Message
from tests.factories.changes import book, cancel, make_two_dates, move, told
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, make_event, offer_of, on, page_of
from tests.factories.payments import do_all_work, movements

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def event():
    return make_two_dates()


def entry(date: EventDate, language: str = "en"):
    letter = Message.objects.filter(kind__startswith="event_").latest("pk")
    (part,) = letter.attachments.all()
    return part.content_type, Calendar.from_ical(bytes(part.content))


def test_the_letter_of_a_cancelled_date_takes_it_out_of_calendars(event):
    book(offer_of(event))
    before = date_of(event).sequence

    cancel(date_of(event))

    kind, calendar = entry(date_of(event))
    (told_date,) = calendar.walk("VEVENT")
    assert (kind, calendar["METHOD"]) == ("text/calendar; method=CANCEL", "CANCEL")
    assert (told_date["STATUS"], told_date["SEQUENCE"]) == ("CANCELLED", before + 1)


def test_a_moved_date_is_kept_goes_on_sale_again_and_moves_in_calendars(event):
    order, date = book(offer_of(event)), date_of(event)
    was, before = date.starts_at, date.sequence

    move(date, days=7)

    date = EventDate.objects.get(pk=date.pk)
    _kind, calendar = entry(date)
    (told_date,) = calendar.walk("VEVENT")
    assert (date.state, date.moved_from, date.starts_at) == ("moved", was, was + timedelta(days=7))
    assert (calendar["METHOD"], told_date["SEQUENCE"], told_date["DTSTART"].dt) == (
        "PUBLISH",
        before + 1,
        date.starts_at,
    )
    assert told("event_moved") == ["ada@example.org"]
    assert (offer_of(event, date=date).stopped, movements(order)) == (False, [("charge", 69000)])


def test_page_calendar_and_search_engines_show_the_new_time(event, client):
    book(offer_of(event))
    move(date_of(event), days=7)
    date = date_of(event)

    page = client.get(f"/en/events/seven-days-of-quiet/?date={date.code}").content.decode()
    feed = Calendar.from_ical(client.get(f"/en/dates/{date.pk}.ics").content)

    assert "EventRescheduled" in page
    assert "previousStartDate" in page
    assert feed.walk("VEVENT")[0]["DTSTART"].dt == date.starts_at


def test_the_file_of_a_cancelled_date_is_a_cancellation(event, client):
    date = date_of(event)
    cancel(date)

    assert Calendar.from_ical(client.get(f"/en/dates/{date.pk}.ics").content)["METHOD"] == "CANCEL"


def test_a_draft_keeps_its_other_words_and_gets_the_new_time(event):
    page = page_of(event)
    draft = page.get_latest_revision_as_object()
    draft.outcome = "Not finished yet."
    draft.save_revision()

    move(date_of(event))

    page = page_of(event)
    latest = page.get_latest_revision_as_object()
    day = date_of(event).starts_at.astimezone(date_of(event).timezone).date()
    assert (page.outcome, latest.outcome) == ("A week without talking.", "Not finished yet.")
    assert page.has_unpublished_changes
    assert [next(row.day for row in each.dates.all()) for each in (latest, page)] == [day, day]


def test_what_is_scheduled_goes_live_with_the_new_time(event):
    page = page_of(event)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.save_revision().publish()

    move(date_of(event))

    waiting = page.revisions.exclude(approved_go_live_at=None).get()
    day = date_of(event).starts_at.astimezone(date_of(event).timezone).date()
    assert waiting.content["dates"][0]["day"] == day.isoformat()


def test_a_page_that_was_taken_away_leaves_the_sale_closed_and_says_why(event):
    date = date_of(event)
    change = cancel(date, work=False)
    page_of(event).unpublish()
    do_all_work()

    change.refresh_from_db()

    assert (change.applied_at, bool(change.trouble)) == (None, True)
    assert operations.drop(change_id=change.pk, at=timezone.now())
    assert not date.changes.exists()


def test_a_change_in_the_form_can_be_told_afterwards(event):
    book(offer_of(event))
    date, page = date_of(event), page_of(event)
    was = date.starts_at
    page.dates = [in_days(75, code=date.code), in_days(90)]
    publish(page)
    date.refresh_from_db()

    change = move(date, days=0)

    assert change.was_from == was
    assert told("event_moved") == ["ada@example.org"]


def test_clocks_that_change_meanwhile_do_not_move_the_hour():
    event = make_event(dates=[on("2027-03-20", "19:00", "21:00", nights=0)])
    date = date_of(event)
    local = date.starts_at.astimezone(date.timezone).replace(day=30)

    operations.announce(
        date_id=date.pk, wanted=Wanted("moved", local, local + timedelta(hours=2)), words={}, author=None,
        click="c" * 32, at=timezone.now(),
    )  # fmt: skip
    do_all_work()

    date.refresh_from_db()
    assert date.starts_at.astimezone(date.timezone).hour == 19
    assert page_of(event).dates.get().starts.hour == 19


def test_lists_find_the_date_at_its_new_time(event):
    move(date_of(event), days=7)

    (card,) = next_events(CardQuery(language="en", currency="EUR", limit=3))
    assert card.title == "Seven Days of Quiet"
