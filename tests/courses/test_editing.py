"""Editors write a course in Wagtail: prices as money, who may, what is refused and where it is said."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage
from courses.catalogue.rows import CoursePrice
from shop.contract import offers_of
from tests.factories.accounts import make_user
from tests.factories.courses import draft_course, make_course, make_index, page_of, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def make_editor(*codenames: str, of: str = "courses"):
    """Someone who may write and publish every page, and has these permissions of an app beside."""
    group = Group.objects.create(name="Editors of courses")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*Permission.objects.filter(content_type__app_label=of, codename__in=codenames))
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission=permission)
    cleo = make_user("cleo@example.org", name="Cleo")
    cleo.groups.add(group)
    return cleo


@pytest.fixture
def manager(client):
    client.force_login(make_editor("change_price"))


@pytest.fixture
def editor(client):
    client.force_login(make_editor())


def rows(name: str, *filled: dict, initial: int = 0) -> dict:
    """A set of inline rows, as the browser sends it."""
    sent = {f"{name}-TOTAL_FORMS": len(filled), f"{name}-INITIAL_FORMS": initial, f"{name}-MIN_NUM_FORMS": 0}
    for number, row in enumerate(filled):
        sent |= {f"{name}-{number}-{field}": value for field, value in {"ORDER": number + 1, "id": "", **row}.items()}
    return sent


def typed(*prices: dict, **changes) -> dict:
    """The form of a course, filled in."""
    streams = {f"{name}-count": 0 for name in ("body", "learn", "faq")}
    words = {"title": "The Long Exhale", "slug": "the-long-exhale", "outcome": "Rest.", "summary": "Fourteen lessons."}
    facts = {"level": "all", "spoken": "en", "subtitles": ["en", "ar"]}
    empty = {**rows("teachers"), **rows("themes"), **rows("comments")}
    return {**streams, **words, **facts, **empty, **rows("prices", *prices), **changes}


def send(client, page: CoursePage, data: dict, *, publish: bool = True):
    act = {"action-publish": "1"} if publish else {}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **act})


def errors_of(answer) -> str:
    return answer.content.decode()


def prices_in(page: CoursePage) -> list[tuple]:
    return list(CoursePrice.objects.filter(page=page).values_list("currency", "amount", "sale_amount"))


def test_a_new_course_is_written_and_published_in_one_go(client, manager):
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", make_index().pk])

    client.post(address, {**typed({"currency": "EUR", "amount": "79,50"}), "action-publish": "1"})

    course = Course.objects.get()
    (offer,) = offers_of([course])[course.pk]
    assert [(price.currency, price.amount) for price in offer.prices.all()] == [("EUR", 7950)]
    assert course.subtitles == ["en", "ar"]


def test_stored_prices_stand_in_the_form_as_money(client, manager):
    page = publish(draft_course(prices={"EUR": 7950}))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'value="79.50"' in html


@pytest.mark.parametrize(
    ("prices", "words"),
    [
        ([], "Give the course a price in EUR."),
        ([{"currency": "USD", "amount": "79"}], "Give the course a price in EUR."),
        ([{"currency": "EUR", "amount": "dear"}], "Write the amount as a number, like 79 or 79.50"),
        ([{"currency": "EUR", "amount": "-5"}], "Write the amount as a number, like 79 or 79.50"),
        ([{"currency": "EUR", "amount": "79.505"}], "EUR has 2 digits after the point, not more"),
        ([{"currency": "EUR", "amount": "9" * 12}], "That is more than can be charged"),
        ([{"currency": "EUR", "amount": "79", "sale_amount": "79"}], "The sale price must be lower than the price."),
        ([{"currency": "EUR", "amount": "79"}, {"currency": "EUR", "amount": "80"}], "There are two prices in EUR."),
        (
            [{"currency": "EUR", "amount": "79", "sale_from": "2027-02-01 00:00", "sale_until": "2027-01-01 00:00"}],
            "The end must come after the beginning.",
        ),
    ],
)
def test_prices_that_cannot_be_are_refused_with_a_sentence(client, manager, prices, words):
    page = draft_course()

    answer = send(client, page, typed(*prices))

    assert words in errors_of(answer)
    assert not Course.objects.exists()


def test_a_draft_may_lack_its_price(client, manager):
    page = draft_course()

    answer = send(client, page, typed(), publish=False)

    assert answer.status_code == 302


def test_without_the_permission_prices_can_be_read_and_not_posted(client, editor):
    page = publish(draft_course(prices={"EUR": 14900}))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    send(client, page, typed({"currency": "EUR", "amount": "1"}, access_months="1"))

    page = CoursePage.objects.get(pk=page.pk)
    assert "€149.00" in html
    assert "prices-TOTAL_FORMS" not in html
    assert (prices_in(page), page.access_months) == ([("EUR", 14900, None)], None)


def test_a_translation_shows_selling_facts_and_takes_none(client, manager):
    course = make_course(level="beginner")
    translation = publish(translate(page_of(course)))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[translation.pk])).content.decode()
    send(client, translation, typed({"currency": "EUR", "amount": "1"}, level="some", title="زفير"))

    translation = CoursePage.objects.get(pk=translation.pk)
    assert "€149.00" in html
    assert "prices-TOTAL_FORMS" not in html
    assert (translation.title, translation.level) == ("زفير", "beginner")


def test_the_curriculum_leads_to_modules_and_lessons(client, manager):
    page = draft_course()

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    for below in page.get_descendants():
        assert reverse("wagtailadmin_pages:edit", args=[below.pk]) in html
    assert reverse("wagtailadmin_pages:add", args=["courses", "modulepage", page.pk]) in html


def test_what_a_schedule_brings_all_the_same_is_told_and_changes_nothing(client, manager):
    course = make_course()
    page = page_of(course)
    page.prices = [CoursePrice(currency="EUR", amount=5000, sale_amount=6000)]

    publish(page)

    course.refresh_from_db()
    (offer,) = offers_of([course])[course.pk]
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert [(price.amount, price.sale_amount) for price in offer.prices.all()] == [(14900, None)]
    assert course.trouble == "The sale price must be lower than the price."
    assert course.trouble in html


def test_the_explorer_says_once_that_a_course_is_free(client, manager):
    make_course("Walk", prices={"EUR": 0, "USD": 0})

    html = client.get(reverse("wagtailadmin_explore", args=[make_index().pk])).content.decode()

    assert html.count("Free") == 1
    assert "0.00" not in html


def test_the_explorer_says_price_and_state(client, manager):
    make_course()

    html = client.get(reverse("wagtailadmin_explore", args=[make_index().pk])).content.decode()

    assert "€149.00" in html
    assert "On sale" in html


@pytest.mark.parametrize(("mode", "words"), [("", "Add course to cart"), ("buyer", "This is yours")])
def test_previews_show_what_guests_and_buyers_see(client, manager, mode, words):
    page = publish(draft_course())
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(edit, typed({"currency": "EUR", "amount": "149"}))

    html = client.get(f"{edit}?mode={mode}").content.decode()

    assert words in html
