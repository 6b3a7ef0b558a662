"""Pages that nobody has translated follow the address of the page whose words they show."""

from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.translating.aliases import follow_slug
from tests.factories.courses import make_course, make_home, make_locale, page_of
from tests.factories.pages import make_page
from tests.factories.translating import committed, follow, make_translation, there

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def about():
    """A page with one below it, shown untranslated in German and Spanish."""
    for language in ("de", "es"):
        make_locale(language)
    page = make_page("About us", summary="Who we are.")
    make_page("The house", parent=page)
    follow("de", "es")
    return page


def rename(page: Page, slug: str) -> None:
    """An editor gives a page another address, and publishes."""
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    with committed():
        page.save_revision().publish()


def test_aliases_get_the_new_slug_and_their_old_addresses_lead_there(client, about):
    rename(about, "who-we-are")

    assert [there(about, language).slug for language in ("de", "es")] == ["who-we-are"] * 2
    for old, new in {
        "/de/about-us/": "/de/who-we-are/",
        "/es/about-us/": "/es/who-we-are/",
        "/de/about-us/the-house/": "/de/who-we-are/the-house/",
    }.items():
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
        assert client.get(new).status_code == 200


def test_back_and_forth_leaves_no_circle(client, about):
    rename(about, "who-we-are")
    rename(about, "about-us")

    assert client.get("/de/about-us/").status_code == 200
    assert client.get("/de/who-we-are/")["Location"] == "/de/about-us/"


def test_an_alias_with_a_slug_of_its_own_keeps_it(about):
    german = there(about)
    german.slug = "ueber-uns"
    german.save()

    rename(about, "who-we-are")

    assert (there(about).slug, there(about, "es").slug) == ("ueber-uns", "who-we-are")


def test_what_somebody_has_translated_keeps_its_address(about):
    make_translation(about, words={"title": "Über uns", "slug": "about-us"})

    rename(about, "who-we-are")

    assert (there(about).slug, there(about, "es").slug) == ("about-us", "who-we-are")


def test_a_slug_that_is_taken_there_is_left_to_whoever_has_it(about):
    make_page("Who we are", parent=there(make_home()))

    rename(about, "who-we-are")

    assert (there(about).slug, there(about, "es").slug) == ("about-us", "who-we-are")


def test_a_shortcut_in_the_same_language_keeps_its_own(about):
    shortcut = about.create_alias(update_slug="us")
    Page.objects.filter(pk=shortcut.pk).update(slug="about-us-too")

    rename(about, "who-we-are")

    assert Page.objects.get(pk=shortcut.pk).slug == "about-us-too"


def test_following_twice_is_following_once(about):
    rename(about, "who-we-are")
    redirects = Redirect.objects.count()

    with committed():
        follow_slug(Page.objects.get(pk=about.pk), earlier="about-us")

    assert Redirect.objects.count() == redirects


def test_the_shop_hears_of_a_courses_new_address(client):
    make_locale("de")
    course = make_course("The Long Exhale")
    follow("de")

    rename(page_of(course), "exhale")

    (listed,) = client.get("/api/courses?lang=de").json()["items"]
    assert listed["url"] == "http://testserver/de/courses/exhale/"
