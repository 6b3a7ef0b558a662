"""What is published is found after the next work in the background, as it is now and never as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from outbox.contract import jobs
from search import operations
from search.models import Listing, Thing
from search.registry import kind_of
from tests.factories.courses import make_course, make_home, make_person, make_theme, page_of, publish, translate
from tests.factories.downloads import make_product
from tests.factories.events import in_days, make_event, make_venue
from tests.factories.events import page_of as event_page
from tests.factories.journal import draft_article, make_article
from tests.factories.pages import make_page
from tests.search.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def listed(**where) -> list[str]:
    return sorted(Listing.objects.filter(**where).values_list("title", flat=True))


def test_what_is_published_is_found_after_one_pass_of_the_outbox(titles):
    make_course("The Long Exhale", teachers=[make_person("Inés")])
    make_event("Seven Days", dates=[in_days(9)])
    make_product("Beside the River")
    publish(make_page("Our imprint"))
    run()

    assert titles("exhale") == ["The Long Exhale"]
    assert titles("monchique") == ["Seven Days"]
    assert titles("river") == ["Beside the River"]
    assert titles("imprints") == ["Our imprint"]
    assert set(titles("ines")) == {"Inés", "The Long Exhale"}


def test_what_is_taken_away_or_renamed_is_not_found_any_more(titles):
    course = make_course("The Long Exhale")
    run()
    page = page_of(course)
    page.title = "The Short Inhale"
    publish(page)
    run()

    assert titles("exhale") == []
    assert titles("inhale") == ["The Short Inhale"]

    page_of(course).unpublish()
    run()

    assert titles("inhale") == []


@pytest.mark.thorough
def test_a_teacher_or_theme_renamed_is_found_by_the_new_name(titles):
    bela, breath = make_person("Bela"), make_theme("Breath")
    make_course("First Light", teachers=[bela], themes=[breath])
    venue = make_venue("Casa Fonte")
    make_event("Week", venue=venue)
    run()
    bela.name, breath.title, venue.name = "Barnaby", "Pneuma", "Villa Pino"
    for renamed in (bela, breath, venue):
        renamed.save()
    run()

    assert set(titles("barnaby")) == {"Barnaby", "First Light"}
    assert titles("pneuma") == ["First Light"]
    assert titles("pino") == ["Week"]
    assert titles("bela") == []


def test_a_price_is_the_lowest_and_changes_with_its_sale(settings):
    course = make_course("First Light", prices={"EUR": 4900, "USD": 5900})
    run()

    assert Listing.objects.get(kind="course").prices == {"EUR": 4900, "USD": 5900}

    now = timezone.now()
    price = course.offers.get().prices.get(currency="EUR")
    price.sale_amount, price.sale_from, price.sale_until = 3900, now + timedelta(hours=1), now + timedelta(hours=2)
    price.save()
    operations.want("course", course.translation_key)
    run()
    listing = Listing.objects.get(kind="course")
    assert (listing.prices["EUR"], listing.changes_at) == (4900, price.sale_from)

    later = now + timedelta(minutes=61)
    assert operations.want_due(at=later) == 1
    thing = Thing.objects.get(kind="course")
    operations.take_over(kind="course", key=thing.key, wanted=thing.wanted, at=later)
    assert Listing.objects.get(kind="course").prices["EUR"] == 3900


@pytest.mark.thorough
def test_places_that_are_gone_are_known(titles):
    make_event("Full", dates=[in_days(9)], quotas={"house": 0})
    make_event("Free", dates=[in_days(9)], quotas={"house": 9})
    run()

    assert titles(chosen={"places": ["free"]}) == ["Free"]


@pytest.mark.thorough
def test_an_alias_is_found_by_readers_of_its_language_in_the_words_it_has(titles):
    course = make_course("Breathing slowly")
    translate(page_of(course), "de", alias=True)
    operations.want("course", course.translation_key)
    run()

    assert titles("breathe", "de") == ["Breathing slowly"]
    assert Listing.objects.get(kind="course", language="de").written == "en"


def test_an_older_reading_never_takes_the_place_of_a_newer_one():
    course = make_course("First Light")
    run()
    key = course.translation_key
    before = Thing.objects.get(key=key).wanted
    operations.want("course", key)
    operations.want("course", key)
    now = timezone.now()

    assert operations.take_over(kind="course", key=key, wanted=before + 2, at=now)
    assert not operations.take_over(kind="course", key=key, wanted=before + 1, at=now)
    assert Listing.objects.get(kind="course").version == before + 2


def test_a_change_and_its_job_stand_in_one_transaction():
    course = make_course("First Light")
    run()

    operations.want("course", course.translation_key)

    thing = Thing.objects.get(key=course.translation_key)
    waiting = jobs().filter(kind=operations.TAKE_OVER, state="ready")
    assert [job.payload["wanted"] for job in waiting] == [thing.wanted]
    assert thing.wanted == thing.version + 1


@pytest.mark.thorough
def test_a_rebuild_makes_the_same_and_takes_away_what_is_not_there(titles):
    make_course("First Light")
    make_event("Week")
    run()
    before = listed()
    Listing.objects.filter(kind="course").delete()
    Thing.objects.create(kind="gone", key=make_page("Nowhere").translation_key)

    call_command("rebuild_search")

    assert listed() == sorted([*before, "Nowhere"])
    assert not Thing.objects.filter(kind="gone").exists()
    assert titles("light") == ["First Light"]


@pytest.mark.thorough
def test_pages_that_only_some_may_read_are_found_by_nobody_and_again_when_they_are_open(titles):
    page = make_page("Moonlit", parent=make_home())
    event = make_event("Starlit")
    operations.want("page", page.translation_key)
    run()
    assert titles("moonlit") == ["Moonlit"]

    closed = PageViewRestriction.objects.create(page=page, restriction_type="login")
    shut = PageViewRestriction.objects.create(page=event_page(event).get_parent(), restriction_type="login")
    run()
    assert titles("moonlit") == titles("starlit") == []

    closed.delete()
    shut.delete()
    run()
    assert (titles("moonlit"), titles("starlit")) == (["Moonlit"], ["Starlit"])


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["course", "event", "product"])
def test_more_things_are_read_in_as_many_queries(kind):
    make = {"course": make_course, "event": make_event, "product": make_product}[kind]

    def asked() -> int:
        keys = list(kind_of(kind).keys())
        kind_of(kind).read(keys, timezone.now())
        with CaptureQueriesContext(connection) as queries:
            kind_of(kind).read(keys, timezone.now())
        return len(queries)

    make("One", teachers=[make_person("Bela")])
    few = asked()
    make("Two", teachers=[make_person("Noor")])
    make("Three", teachers=[make_person("Bela")])

    assert asked() == few


def test_an_article_is_found_by_its_words_themes_and_author_until_it_is_taken_away(titles):
    page = make_article("Waiting", "<p>The hive hums.</p>", author=make_person("Bela"), themes=[make_theme("Nature")])
    draft_article("Hidden", "<p>The hive hums.</p>")
    run()

    assert titles("hives") == titles("nature") == ["Waiting"]
    assert set(titles("bela")) == {"Bela", "Waiting"}
    assert titles(chosen={"kind": ["article"]}) == ["Waiting"]

    page.unpublish()
    run()

    assert titles("hives") == []


def test_an_article_is_found_in_each_language_in_its_own_words(titles):
    page = translate(make_article("Waiting"), "de")
    page.title = "Vom Warten"
    publish(page)
    run()

    assert titles("warten", "de") == ["Vom Warten"]
    assert titles("warten") == []
