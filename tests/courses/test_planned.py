"""What the clock will do to a page and its price is told beside its form, with the zone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from courses.catalogue.desk import planned_of
from home.pages.planned import planned_for
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, page_of, publish
from tests.factories.downloads import make_product, product_page
from tests.factories.events import make_event
from tests.factories.events import page_of as event_page

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
SOON, LATER = NOW + timedelta(days=3), NOW + timedelta(days=9)


def on_sale(**fields):
    """A course of 149 euros with a price for a while."""
    page = page_of(make_course())
    price = page.prices.get()
    for name, value in fields.items():
        setattr(price, name, value)
    page.prices = [price]
    return publish(page)


def test_a_price_for_a_while_is_told_with_its_beginning_and_its_end():
    page = on_sale(sale_amount=9900, sale_from=SOON, sale_until=LATER)

    told = planned_of(page, at=NOW)

    assert [(plan.at, plan.words) for plan in told] == [
        (SOON, "€99.00 instead of €149.00"),
        (LATER, "€149.00 again instead of €99.00"),
    ]
    assert [plan.at for plan in planned_of(page, at=SOON)] == [LATER]


def test_the_beginning_and_end_of_a_sale_are_told():
    page = page_of(make_course(sale_from=SOON, sale_until=LATER))

    assert [plan.words for plan in planned_of(page, at=NOW)] == ["the sale begins", "the sale ends"]


def test_a_draft_that_waits_and_a_page_that_ends_are_told():
    page = page_of(make_course())
    page.go_live_at = SOON
    page.save_revision(approved_go_live_at=SOON)
    type(page).objects.filter(pk=page.pk).update(expire_at=LATER)
    page.refresh_from_db()

    assert [(plan.at, plan.words) for plan in planned_for(page, at=NOW)] == [
        (SOON, "the draft is published"),
        (LATER, "the page is unpublished"),
    ]


def test_the_form_says_in_which_zone_its_times_are():
    desk = Client()
    marta = make_user("marta@example.org", is_superuser=True)
    UserProfile.objects.update_or_create(user=marta, defaults={"current_time_zone": "Europe/Lisbon"})
    desk.force_login(marta)

    for page in (on_sale(sale_amount=9900, sale_from=SOON), event_page(make_event()), product_page(make_product())):
        html = desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert "All times of this form are those of <bdi>Europe/Lisbon</bdi>" in html
