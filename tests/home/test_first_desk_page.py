"""The first page of the administration: one's own drafts, what waits for a translator, the next dates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.roster.panel import next_dates
from home.pages.drafts import drafts_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_locale
from tests.factories.events import date_of, in_days, make_booking, make_event
from tests.factories.pages import make_page
from tests.factories.translating import change, follow, make_translation

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def marta():
    return make_user("marta@example.org", is_superuser=True)


@pytest.fixture
def desk(marta):
    client = Client()
    client.force_login(marta)
    return client


def test_ones_own_drafts_are_there_and_nobody_elses(marta, desk):
    mine, theirs, published = make_page("Mine"), make_page("Theirs"), make_page("Published")
    mine.save_revision(user=marta)
    theirs.save_revision(user=make_user("cleo@example.org"))
    published.save_revision(user=marta).publish()

    assert [page.title for page in drafts_of(marta)] == ["Mine"]
    assert f"/admin/pages/{mine.pk}/edit/" in desk.get("/admin/").content.decode()


def test_what_waits_for_a_translator_is_counted_for_each_language(desk):
    make_locale("de")
    page = make_page(summary="Who we are.")
    follow("de")
    make_translation(page)
    assert "Nothing waits for a translator." in desk.get("/admin/").content.decode()

    change(page, summary="Who we are, and why.")

    assert "?language=de&amp;state=outdated" in desk.get("/admin/").content.decode()


def test_the_next_dates_come_with_their_places(desk):
    event = make_event(dates=[in_days(30), in_days(60)], quotas={"house": 22})
    make_booking(event)

    first, second = next_dates(at=timezone.now(), most=5)

    assert (first.title, first.sale.house.taken, first.sale.house.size) == ("Seven Days of Quiet", 1, 22)
    assert second.sale.house.taken == 0
    assert "1 of 22 places taken" in desk.get("/admin/").content.decode()
    assert next_dates(at=timezone.now() + timedelta(days=400), most=5) == []


def test_only_who_may_see_bookings_finds_the_way_to_who_comes(desk):
    address = f"/admin/events/dates/{date_of(make_event()).pk}/who-comes/"
    nele = make_user("nele@example.org")
    nele.user_permissions.add(Permission.objects.get(codename="access_admin"))
    other = Client()
    other.force_login(nele)

    assert address in desk.get("/admin/").content.decode()
    html = other.get("/admin/").content.decode()
    assert "Seven Days of Quiet" in html
    assert address not in html


def test_the_first_page_asks_as_often_for_many_as_for_one(desk, marta):
    def ask() -> int:
        desk.get("/admin/")
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/admin/").status_code == 200
        return len(asked)

    make_locale("de")
    make_event("One", quotas={"house": 22})
    make_page("Page 0").save_revision(user=marta)
    follow("de")
    one = ask()
    for number in range(1, 4):
        make_event(f"Event {number}", quotas={"house": 22})
        make_page(f"Page {number}").save_revision(user=marta)

    assert ask() == one
