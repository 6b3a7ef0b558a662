"""A page as the beginning of another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization

from courses.catalogue.pages import CoursePage
from events.catalogue.models import Event
from events.catalogue.pages import EventPage
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, make_locale, publish
from tests.factories.courses import page_of as course_page
from tests.factories.events import in_days, make_booking, make_event, option, question, ticket
from tests.factories.events import page_of as event_page
from tests.factories.pages import make_page
from tests.factories.translating import follow, there

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def chief():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    return client


def begin(client: Client, page: Page, title: str):
    return client.post(f"/admin/pages/{page.pk}/as-template/", {"title": title})


def test_an_event_begins_with_everything_but_its_dates(chief):
    week = ticket(sale_from=timezone.now())
    page = event_page(make_event(tickets=[week], options=[option()], questions=[question()], quotas={"house": 22}))

    answer = begin(chief, page, "Eight Days of Quiet")

    copy = EventPage.objects.get(slug="eight-days-of-quiet")
    assert answer.url == f"/admin/pages/{copy.pk}/edit/"
    assert (copy.live, copy.title, copy.summary) == (False, "Eight Days of Quiet", page.summary)
    assert list(copy.dates.all()) == []
    assert [(row.code, row.prices, row.sale_from) for row in copy.tickets.all()] == [("week", week.prices, None)]
    assert [row.code for row in (*copy.options.all(), *copy.questions.all(), *copy.quotas.all())] == [
        *("room", "food", "house")
    ]


def test_a_copy_that_is_published_leaves_the_first_event_and_its_bookings_alone(chief):
    event = make_event(quotas={"house": 22})
    booking = make_booking(event)
    begin(chief, event_page(event), "Eight Days of Quiet")
    copy = EventPage.objects.get(slug="eight-days-of-quiet")

    copy.dates = [in_days(200)]
    publish(copy)

    assert Event.objects.count() == 2
    assert event.dates.get().pk == booking.attendees.get().booking.date_id
    assert Event.objects.exclude(pk=event.pk).get().dates.count() == 1


def test_a_course_begins_with_its_lessons_as_drafts(chief):
    page = course_page(make_course(modules={"Before": ["A chair"], "After": ["A door"]}))

    begin(chief, page, "The Longer Exhale")

    copy = CoursePage.objects.get(slug="the-longer-exhale")
    below = Page.objects.descendant_of(copy).order_by("path")
    assert [one.title for one in below] == ["Before", "A chair", "After", "A door"]
    assert not any(one.live for one in (copy, *below))
    assert [price.amount for price in copy.prices.all()] == [14900]


def test_other_languages_follow_the_new_page(chief):
    page = course_page(make_course(modules={"Before": ["A chair"]}))
    german = make_locale("de")
    follow("de")
    LocaleSynchronization.objects.create(locale=german, sync_from=make_locale())

    begin(chief, page, "The Longer Exhale")

    copy = CoursePage.objects.get(slug="the-longer-exhale", locale__language_code="en")
    assert there(copy).alias_of_id == copy.pk
    assert Page.objects.descendant_of(there(copy)).count() == 2


def test_pressing_twice_begins_one_page(chief):
    page = course_page(make_course())
    begin(chief, page, "The Longer Exhale")

    again = begin(chief, page, "The Longer Exhale")

    assert again.status_code == 422
    assert "There is a page with this title already." in again.content.decode()
    assert CoursePage.objects.count() == 2


def test_a_title_without_letters_is_refused(chief):
    assert begin(chief, course_page(make_course()), "–").status_code == 422


def test_pages_of_words_and_aliases_are_no_templates(chief):
    words, course = make_page("About us"), course_page(make_course())
    make_locale("de")
    follow("de")

    assert begin(chief, words, "About them").status_code == 404
    assert begin(chief, there(course), "Länger").status_code == 302
    assert CoursePage.objects.filter(title="Länger").count() == 0


def test_the_way_there_stands_beside_the_form_of_whoever_may(chief):
    page = course_page(make_course())
    address = f"/admin/pages/{page.pk}/as-template/"

    assert address in chief.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert chief.get(address).status_code == 200
