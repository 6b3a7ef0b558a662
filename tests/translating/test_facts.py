"""What is sold is shown to translators and not asked of them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from home.translating.facts import facts_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, make_locale
from tests.factories.courses import page_of as course_page
from tests.factories.downloads import make_product, product_page
from tests.factories.events import make_event
from tests.factories.events import page_of as event_page
from tests.factories.pages import make_page
from tests.factories.translating import follow, opened, there

pytestmark = pytest.mark.django_db


def test_price_and_state_stand_below_the_two_columns():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    page = course_page(make_course())
    make_locale("de")
    follow("de")
    opened(page)

    html = client.get(f"/admin/pages/{there(page).pk}/edit/").content.decode()

    below = html.split('id="same-facts"')[1]
    assert "€149.00" in below
    assert "On sale" in below
    assert "€149.00" not in html.split('id="same-facts"')[0]


def test_each_kind_of_goods_says_its_own():
    now = timezone.now()

    assert facts_of(course_page(make_course()), at=now) == ["On sale", "€149.00"]
    assert facts_of(event_page(make_event()), at=now)[1:] == ["On sale", "week: €690.00"]
    assert facts_of(product_page(make_product()), at=now) == ["On sale", "book: €16.00"]
    assert facts_of(make_page(), at=now) == []
