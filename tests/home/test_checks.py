"""What editors are told that a page lacks, in Wagtail's bar and beside its form."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.pages.checks import findings_of
from tests.factories.accounts import make_user
from tests.factories.courses import draft_course, make_course, make_locale
from tests.factories.courses import page_of as course_page
from tests.factories.downloads import draft_product, variant_row
from tests.factories.events import draft_event, in_days, make_event, ticket
from tests.factories.events import page_of as event_page
from tests.factories.pages import make_page
from tests.factories.translating import change, follow, make_translation, there

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def codes(page, *, days: int = 0) -> list[str]:
    return [finding.code for finding in findings_of(page, at=timezone.now() + timedelta(days=days))]


def test_a_course_that_lacks_nothing_is_told_nothing():
    assert codes(course_page(make_course())) == []


def test_a_course_lacks_a_price_and_a_free_lesson():
    page = draft_course(preview_first=False)
    page.prices.clear()

    assert codes(page) == ["shop-no-price", "shop-no-preview"]


def test_an_event_lacks_tickets_or_their_prices():
    assert codes(draft_event("One", tickets=[])) == ["shop-no-price"]
    assert codes(draft_event("Two", tickets=[ticket(prices={})])) == ["shop-no-price"]
    assert codes(draft_event("Three")) == []


def test_an_event_is_over_once_its_last_date_has_ended():
    page = event_page(make_event(dates=[in_days(10), in_days(20)]))

    assert codes(page, days=15) == []
    assert codes(page, days=40) == ["shop-event-over"]


def test_a_product_lacks_prices_and_a_sample():
    assert codes(draft_product("One", variants=[variant_row(prices={})])) == ["shop-no-price", "shop-no-sample"]
    assert codes(draft_product("Two", sample_text="It rains.")) == []


def test_a_title_is_too_long_until_a_shorter_one_stands_for_it():
    page = make_page("A title that goes on and on until nobody knows any more how it began")
    assert codes(page) == ["shop-long-title"]

    page.seo_title = "Short"

    assert codes(page) == []


def test_a_translation_is_told_that_it_is_outdated_and_its_source_where():
    make_locale("de")
    page = make_page(summary="Who we are.")
    follow("de")
    make_translation(page)
    assert codes(page) == codes(there(page)) == []

    change(page, summary="Who we are, and why.")

    assert codes(there(page)) == ["shop-outdated"]
    (told,) = findings_of(page, at=timezone.now())
    assert told.name == "Outdated in other languages: Deutsch"


def test_a_translation_is_not_asked_for_what_its_source_sells():
    page = course_page(make_course(preview_first=False))
    german = page.copy_for_translation(make_locale("de"), copy_parents=True)
    german.prices.clear()

    assert codes(page) == ["shop-no-preview"]
    assert codes(german) == []


def test_the_bar_on_the_page_and_the_form_both_ask_it():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    page = course_page(make_course(preview_first=False))

    for address in (page.url, f"/admin/pages/{page.pk}/edit/"):
        html = client.get(address).content.decode()
        asked = json.loads(re.search(r'axe-configuration"[^>]*>(.*?)</script>', html).group(1))
        assert {"shop-no-preview", "image-alt"} <= set(asked["options"]["runOnly"])
        assert asked["messages"]["shop-no-preview"]["error_name"] == "There is no free lesson"
        assert "shop-no-preview" in [rule["id"] for rule in asked["spec"]["rules"]]
