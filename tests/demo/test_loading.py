"""The demonstration as it stands after loading: whole, in every language, and the same however often it is loaded."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.serializers import serialize
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage
from courses.learning.models import LessonProgress
from demo import loader
from demo.loader.words import key
from demo.people import PASSWORD, PEOPLE
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from events.catalogue.queries import shown
from events.catalogue.states import State
from home.translating.queries import board, counts_of
from home.translating.rights import languages_of
from home.translating.states import State as Standing
from shop.orders.models import Order
from shop.waiting.models import Waiting

pytestmark = [pytest.mark.whole, pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

# Work that is written down each time: it does no harm twice. What the search knows is read anew, with a new version.
ADDED_EACH_TIME = {"outbox.Job", "search.Thing", "search.Listing", "search.Edition"}


def everything() -> dict[str, str]:
    """Every row of every table."""
    models = [model for model in apps.get_models() if not model._meta.proxy and model._meta.managed]
    return {
        model._meta.label: serialize("json", model.objects.order_by("pk"))
        for model in models
        if model._meta.label not in ADDED_EACH_TIME
    }


def test_loading_twice_equals_loading_once():
    before = everything()

    loader.load(say=print)

    after = everything()
    assert [label for label in after if after[label] != before[label]] == []


@pytest.mark.parametrize("language", ["en", "de", "es", "ar"])
def test_every_page_answers(language):
    client = Client()
    pages = Page.objects.filter(locale__language_code=language, depth__gt=1).live()

    answers = {page.get_url(): client.get(page.get_url()) for page in pages}
    # Chapters lead to their course, many to the same one.
    led_to = {answer["Location"] for answer in answers.values() if answer.status_code == 302}
    wrong = [address for address, answer in answers.items() if answer.status_code not in (200, 302)]
    wrong += [address for address in led_to if client.get(address).status_code != 200]

    assert len(answers) > 100
    assert wrong == []


def test_pages_find_their_pictures_drawn():
    drawn = get_image_model().get_rendition_model().objects
    before = drawn.count()

    for address in ("/en/", "/en/courses/", "/en/courses/the-long-exhale/", "/ar/"):
        Client().get(address)

    assert drawn.count() == before


def test_ten_courses_are_on_sale_with_their_lessons():
    courses = Course.objects.filter(live=True, trouble="")

    assert courses.count() == 10
    assert Lesson.objects.filter(course__in=courses, live=True).count() == 68
    assert Lesson.objects.exclude(file=None).count() == 8


@pytest.mark.parametrize("language", ["de", "es", "ar"])
def test_every_course_event_product_and_page_is_written_in_every_language(language):
    """Only what is named here shows the English words."""
    pages = Page.objects.filter(locale__language_code=language, depth__gt=1)

    aliases = pages.exclude(alias_of=None).values_list("slug", flat=True)

    assert set(aliases) == set()
    assert pages.count() == Page.objects.filter(locale__language_code="en", depth__gt=1).count()


def test_ten_events_can_be_looked_at_in_every_state():
    events = Event.objects.filter(live=True, trouble="")
    rows = shown(events, language="en", currency="EUR", at=timezone.now())

    states = Counter(row.next.standing.state for row in rows)

    assert states == {State.FREE: 8, State.WAITING: 1, State.OVER: 1}
    assert EventDate.objects.filter(event__translation_key=key("events", "sunday-evening-sit")).count() == 16


def test_a_group_somebody_alone_and_the_buyer_wait_for_the_weekend_that_is_sold_out():
    line = Waiting.objects.in_line().values_list("quantity", "language", "user__email")

    assert list(line) == [(3, "de", None), (1, "ar", None), (1, "en", PEOPLE[-1].email)]


def test_events_have_the_names_of_their_tickets_in_arabic():
    page = EventPage.objects.get(locale__language_code="ar", slug="a-weekend-of-silence")

    assert set(page.tickets.values_list("code", "title")) == {
        ("weekend", "نهاية الأسبوع"),
        ("weekend-reduced", "نهاية الأسبوع، بسعر مخفّض"),
    }


def test_the_buyer_has_a_course_begun_and_the_others_have_nothing():
    buyer = PEOPLE[-1].email

    assert set(Order.objects.values_list("email", "state")) == {(buyer, Order.State.PAID)}
    assert LessonProgress.objects.filter(user__email=buyer).exclude(done_at=None).count() == 3


def test_managers_who_delete_a_course_hear_why_it_stays_and_not_that_they_may_not():
    (manager,) = [person for person in PEOPLE if person.part == "Manager"]
    client = Client()
    client.login(username=manager.email, password=PASSWORD)
    bought, unsold = (
        CoursePage.objects.get(slug=slug, locale__language_code="en") for slug in ("first-light", "a-slower-spine")
    )

    # What is published in other languages too is unpublished there first; the form says so.
    said = {
        page.slug: client.get(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True).content.decode()
        for page in (bought, unsold)
    }

    assert "has been sold. Unpublish it instead" in said["first-light"]
    assert "do not have permission" not in said["a-slower-spine"]


def test_managers_change_every_kind_of_price():
    (manager,) = [person for person in PEOPLE if person.part == "Manager"]
    prices = Permission.objects.filter(codename__endswith="_price").select_related("content_type")
    names = {f"{price.content_type.app_label}.{price.codename}" for price in prices}

    assert {"courses.change_price", "events.change_price", "shop.change_product_price"} <= names
    assert get_user_model().objects.get(email=manager.email).has_perms(names)


def test_the_translator_sees_the_board_and_changes_every_language_but_the_source():
    (translator,) = [person for person in PEOPLE if person.part == "Translator"]
    client = Client()
    client.login(username=translator.email, password=PASSWORD)

    board = client.get(reverse("translations"))
    user = board.wsgi_request.user

    assert (board.status_code, languages_of(user)) == (200, ["de", "es", "ar"])
    pages = CoursePage.objects.filter(translation_key=key("courses", "first-light"))
    open_to = {page.locale.language_code for page in pages if page.permissions_for_user(user).can_edit()}
    assert open_to == {"de", "es", "ar"}


def test_no_translation_has_fallen_behind_by_the_dates_that_events_got():
    assert [code for code, states in counts_of(board()).items() if states[Standing.OUTDATED]] == []


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.part)
def test_everybody_can_sign_in(person):
    assert Client().login(username=person.email, password=PASSWORD)


@pytest.mark.parametrize(
    ("part", "answers"),
    [("Manager", [200, 200, 200]), ("Support", [200, 200, 403]), ("Editor", [302, 302, 403])],
)
def test_orders_are_in_the_hands_of_managers_and_support(part, answers):
    (person,) = [person for person in PEOPLE if person.part == part]
    client = Client()
    client.login(username=person.email, password=PASSWORD)

    pages = ("orders:index", "orders:attention", "orders:gift")

    assert [client.get(reverse(name)).status_code for name in pages] == answers
