"""Stopping a sale at once, and keeping what was sold from being deleted."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.catalogue.fulfiller import AT_ONCE
from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage
from shop.contract import Offer, offers_of
from tests.courses.test_editing import make_editor
from tests.factories.courses import make_course, make_index, page_of, publish, translate
from tests.factories.shop import CONSENTS, make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def state_of(course: Course) -> str:
    (offer,) = offers_of([course])[course.pk]
    return offer.state_at(timezone.now())


def switch(course: Course, act: str) -> str:
    return reverse("courses_sale", args=[course.pk, act])


def sell(course: Course) -> None:
    make_paid_order(offers_of([course])[course.pk][0], accepted=CONSENTS | {AT_ONCE})


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True).content.decode()


def test_a_sale_is_stopped_and_goes_on_at_once(client):
    course = make_course()
    client.force_login(make_editor("change_price"))

    asked = client.get(switch(course, "stop"))
    before = state_of(course)
    client.post(switch(course, "stop"))
    stopped = state_of(course)
    client.post(switch(course, "go-on"))

    assert "Nobody can buy it any more from this moment" in asked.content.decode()
    assert (before, stopped, state_of(course)) == (Offer.State.ON_SALE, Offer.State.STOPPED, Offer.State.ON_SALE)


def test_only_who_may_change_prices_may_stop_a_sale(client):
    course = make_course()
    client.force_login(make_editor())

    client.post(switch(course, "stop"))

    assert state_of(course) == Offer.State.ON_SALE


@pytest.mark.parametrize("codenames", [["change_price"], []])
def test_only_who_may_change_prices_finds_the_way_to_stop_a_sale(client, codenames):
    course = make_course()
    client.force_login(make_editor(*codenames))

    page = client.get(reverse("wagtailadmin_pages:edit", args=[page_of(course).pk])).content.decode()

    assert (switch(course, "stop") in page) == bool(codenames)


@pytest.mark.parametrize("address", ["/admin/courses/999/sale/stop/", "/admin/courses/1/sale/burn/"])
def test_an_unknown_switch_is_not_found(client, address):
    client.force_login(make_editor("change_price"))

    assert client.get(address).status_code == 404


def test_what_was_sold_is_not_deleted_and_why(client):
    course = make_course()
    sell(course)
    client.force_login(make_editor())

    html = delete(client, page_of(course))

    assert "has been sold. Unpublish it instead" in html
    assert CoursePage.objects.filter(translation_key=course.translation_key).exists()


def test_nor_is_the_list_in_which_it_stands(client):
    sell(make_course())
    client.force_login(make_editor())

    assert "has been sold" in delete(client, make_index())


def test_nor_several_at_once(client):
    course = make_course()
    sell(course)
    client.force_login(make_editor())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    client.post(f"{address}?id={page_of(course).pk}&next=/admin/")

    assert CoursePage.objects.filter(translation_key=course.translation_key).exists()


def test_a_source_is_not_deleted_while_translations_are_live(client):
    course = make_course()
    translation = publish(translate(page_of(course)))
    client.force_login(make_editor())

    refused = delete(client, page_of(course))
    translation.unpublish()
    delete(client, page_of(course))

    assert "is published in other languages too" in refused
    assert not CoursePage.objects.filter(translation_key=course.translation_key, locale__language_code="en").exists()


def test_a_translation_may_go_though_the_course_was_sold(client):
    course = make_course()
    sell(course)
    translation = publish(translate(page_of(course)))
    client.force_login(make_editor())

    delete(client, translation)

    assert not CoursePage.objects.filter(pk=translation.pk).exists()
    assert state_of(course) == Offer.State.ON_SALE
