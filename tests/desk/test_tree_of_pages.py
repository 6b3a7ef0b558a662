"""What narrows the tree of pages: how they stand, how they are translated, how their things are sold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.search.index import insert_or_update_object
from wagtail.users.models import UserProfile

from accounts.models import User
from courses.catalogue.admin import CourseFilters
from courses.catalogue.fulfiller import AT_ONCE
from courses.catalogue.operations import switch_sale
from courses.catalogue.pages import CoursePage
from home.pages import StandardPage
from shop.contract import Offer
from shop.downloads.models import Variant
from shop.offers.models import OfferPrice
from tests.factories.accounts import make_user
from tests.factories.courses import draft_course, make_course, make_home, make_index, make_locale, page_of
from tests.factories.downloads import make_product, make_shelf
from tests.factories.events import in_days, make_booking, make_event, make_event_index
from tests.factories.pages import make_page
from tests.factories.shop import CONSENTS, paid_and_granted
from tests.factories.translating import change, follow, make_translation, opened, there

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    return client


def titles(desk: Client, parent, question: str) -> set[str]:
    """Which pages below one are left by a question."""
    answer = desk.get(f"{reverse('wagtailadmin_explore', args=[parent.pk])}?{question}")
    assert answer.status_code == 200
    return {page.title for page in answer.context["object_list"]}


@pytest.fixture
def pages():
    """One page for each way in which a page stands."""
    changed, planned, draft = make_page("Changed"), make_page("Planned"), make_page("Draft")
    make_page("Calm")
    changed.save_revision()
    planned.go_live_at = timezone.now() + timedelta(days=2)
    planned.save_revision().publish()
    draft.unpublish()
    leaving = make_page("Leaving")
    leaving.expire_at = timezone.now() + timedelta(days=2)
    leaving.save()


@pytest.mark.parametrize(
    ("standing", "left"),
    [
        ("live", {"Changed", "Calm", "Leaving"}),
        ("changed", {"Changed"}),
        ("draft", {"Draft", "Planned"}),
        ("scheduled", {"Planned", "Leaving"}),
        ("alias", set()),
        ("draft&standing=scheduled", {"Draft", "Planned", "Leaving"}),
        ("nonsense", {"Changed", "Planned", "Calm", "Leaving", "Draft"}),
    ],
)
def test_pages_are_narrowed_by_how_they_stand(desk, pages, standing, left):
    assert titles(desk, make_home(), f"standing={standing}") == left


def test_a_page_that_shows_another_languages_words_is_found(desk):
    make_locale("de")
    make_page("About us")
    follow("de")

    assert titles(desk, there(make_home()), "standing=alias") == {"About us"}
    assert titles(desk, make_home(), "standing=alias") == set()


def test_pages_are_narrowed_by_how_their_translations_stand(desk):
    make_locale("de")
    old, new, waits, _alias = (make_page(title, summary="One.") for title in ("Old", "New", "Waits", "Alias"))
    follow("de")
    for page in (old, new):
        make_translation(page, words={"title": f"{page.title} auf Deutsch"})
    opened(waits)
    change(old, summary="Two.")
    german = there(make_home())

    assert titles(desk, german, "translation=outdated") == {"Old auf Deutsch"}
    assert titles(desk, german, "translation=translated") == {"New auf Deutsch"}
    assert titles(desk, german, "translation=waiting&translation=alias") == {"Waits", "Alias"}
    assert titles(desk, make_home(), "translation=outdated") == {"Old"}
    assert titles(desk, make_home(), "translation=source") == {"Old", "New", "Waits", "Alias"}


def test_what_was_typed_and_what_is_ticked_narrow_together(desk, pages):
    for page in StandardPage.objects.all():
        insert_or_update_object(page)

    assert titles(desk, make_home(), "q=Changed&standing=changed&translation=source") == {"Changed"}
    assert titles(desk, make_home(), "q=Calm&standing=changed") == set()


def test_the_kind_narrows_where_pages_are_of_several_kinds(desk):
    make_page("About us")
    make_course("Calm")
    html = desk.get(reverse("wagtailadmin_explore", args=[make_home().pk])).content.decode()

    assert 'name="content_type"' in html
    assert 'name="standing"' in html
    assert 'name="translation"' in html


@pytest.fixture
def courses():
    """One course for each way in which a course is sold."""
    stopped, later, over, gone = (make_course(title) for title in ("Stopped", "Later", "Over", "Gone"))
    make_course("Sold now", prices={"EUR": 4900, "USD": 5900})
    switch_sale(stopped, stopped=True, at=timezone.now())
    later.offers.update(sale_from=timezone.now() + timedelta(days=1))
    over.offers.update(sale_until=timezone.now() - timedelta(days=1))
    page_of(gone).unpublish()
    draft_course("Draft")


@pytest.mark.parametrize(
    ("way", "left"),
    [
        ("on_sale", {"Sold now"}),
        ("stopped", {"Stopped"}),
        ("not_yet", {"Later"}),
        ("over", {"Over"}),
        ("unpublished", {"Gone"}),
        ("sold_out", set()),
        ("stopped&sale=over", {"Stopped", "Over"}),
    ],
)
def test_courses_are_narrowed_by_how_they_are_sold(desk, courses, way, left):
    assert titles(desk, make_index(), f"sale={way}") == left


def test_offers_in_a_state_are_those_that_say_so(courses):
    now = timezone.now()

    for state in Offer.State:
        said = {offer.pk for offer in Offer.objects.all() if offer.state_at(now) == state}
        assert {offer.pk for offer in Offer.objects.in_states([state], at=now)} == said
    assert not Offer.objects.in_states([], at=now).exists()


def test_what_has_no_price_in_a_currency_is_found_once_it_was_published(desk):
    make_course("Euros")
    make_course("Both", prices={"EUR": 4900, "USD": 5900})
    bare = make_course("Bare")
    OfferPrice.objects.filter(offer__in=bare.offers.all()).delete()
    draft_course("Draft")

    assert titles(desk, make_index(), "unpriced=USD") == {"Euros", "Bare"}
    assert titles(desk, make_index(), "unpriced=EUR") == {"Bare"}


def test_what_was_ever_ordered_is_told_from_what_never_was(desk):
    (offer,) = make_course("Wanted").offers.all()
    make_course("Left")
    paid_and_granted(offer, accepted=CONSENTS | {AT_ONCE})

    assert titles(desk, make_index(), "ordered=true") == {"Wanted"}
    assert titles(desk, make_index(), "ordered=false") == {"Left"}


def test_events_that_are_sold_out_on_a_date_to_come_are_found(desk):
    full = make_event("Full", dates=[in_days(20), in_days(50)], quotas={"house": 1})
    make_event("Free", dates=[in_days(20)], quotas={"house": 1})
    make_event("Past", dates=[in_days(-20, nights=1)])
    make_booking(full)

    assert titles(desk, make_event_index(), "sale=sold_out") == {"Full"}
    assert titles(desk, make_event_index(), "sale=on_sale") == {"Full", "Free"}
    assert titles(desk, make_event_index(), "ordered=true") == {"Full"}


def test_a_product_is_found_by_any_of_its_variants(desk):
    make_product("Book")
    two = make_product("Sheet")
    Offer.objects.filter(record_id__in=Variant.objects.filter(product=two).values("pk"), kind="download").update(
        stopped=True
    )

    assert titles(desk, make_shelf(), "sale=stopped") == {"Sheet"}
    assert titles(desk, make_shelf(), "unpriced=GBP") == {"Book", "Sheet"}


def test_filters_ask_no_more_with_more_pages():
    found, asked = [], []
    for more in (["One"], ["Two", "Three"]):
        for title in more:
            make_course(title)
        ticked = QueryDict("sale=on_sale&sale=sold_out&unpriced=USD&ordered=false&translation=source&standing=live")
        with CaptureQueriesContext(connection) as queries:
            found.append(len(CourseFilters(ticked, CoursePage.objects.all()).qs))
        asked.append(len(queries))

    assert found == [1, 3]
    assert asked[0] == asked[1] <= 10


def test_filters_are_in_the_editors_language(desk):
    UserProfile.objects.create(user=User.objects.get(), preferred_language="de")
    html = desk.get(reverse("wagtailadmin_explore", args=[make_index().pk])).content.decode()

    for words in ("Kein Preis in", "Je bestellt", "Von Hand angehalten", "Ausverkauft"):
        assert words in html
