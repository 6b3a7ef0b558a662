"""What is not for everybody is found by nobody: secret words are planted wherever they must never come out."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.models import Listing, Word
from search.operations import rebuild
from tests.factories.courses import (
    add_lesson,
    add_module,
    draft_course,
    make_course,
    make_person,
    page_of,
    publish,
)
from tests.factories.downloads import draft_product, make_product, product_page
from tests.factories.events import draft_event, make_event
from tests.factories.events import page_of as event_page
from tests.factories.pages import make_page, stream
from tests.search.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SECRET = "xyloquartz"


# What was typed is said again, so what is asked never is the whole word.
TYPED = ("xyloquart", "xy", "xyloq open", "open")
ADDRESSES = ("/en/search/", "/en/search/suggest", "/api/search")


def said(client) -> str:
    """Everything that the search says to whoever guesses a slip of the word, or its beginning."""
    asked = [(address, typed) for address in ADDRESSES for typed in TYPED]
    answers = [client.get(address, {"q": typed}) for address, typed in asked]
    return " ".join(answer.content.decode() for answer in [*answers, client.get("/en/search/")])


@pytest.fixture
def planted():
    """A shop with a secret in each corner."""
    course = page_of(make_course("Open course", teachers=[make_person("Bela")]))
    lesson = add_lesson(add_module(course, "Module"), "A lesson", body=stream(("text", f"<p>{SECRET} paid</p>")))
    publish(lesson)
    hidden = add_lesson(course.get_children().last().specific, f"Hidden {SECRET}", live=False)
    assert not hidden.live
    draft_course(f"Draft {SECRET}")
    course.summary = f"Not yet {SECRET}"
    course.save_revision()  # words that wait for their publication
    publish(event_page(make_event("Open event", attendees_only=f"{SECRET} bus", join_url=f"https://{SECRET}.example")))
    draft_event(f"Draft {SECRET} event")
    draft_product(f"Draft {SECRET} product")
    make_page(f"Draft {SECRET} page", live=False)
    for page in (
        product_page(make_product(f"Closed {SECRET}")),
        make_page(f"Members {SECRET}"),
    ):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    gone = page_of(make_course(f"Gone {SECRET}"))
    run()
    gone.unpublish()
    run()


def test_secret_words_are_in_no_index_and_no_answer(client, planted):
    assert Listing.objects.filter(title="Open course", language="en").exists()
    assert not Word.objects.filter(word__startswith="xylo").exists()
    assert SECRET not in " ".join(f"{one.title} {one.summary} {one.text}" for one in Listing.objects.all())
    assert SECRET not in said(client)
    assert client.get("/en/search/", {"q": SECRET}).context["catalogue"].results == []


def test_a_rebuild_keeps_them_as_well(client, planted):
    rebuild(at=timezone.now())

    assert not Word.objects.filter(word__startswith="xylo").exists()
    assert SECRET not in said(client)


def test_the_last_word_that_was_taken_away_is_not_suggested_any_more(client):
    page = page_of(make_course(f"Once {SECRET}"))
    run()
    assert SECRET in client.get("/en/search/suggest", {"q": "xylo"}).content.decode()

    page.unpublish()
    run()

    assert SECRET not in client.get("/en/search/suggest", {"q": "xylo"}).content.decode()
    assert "Did you mean" not in client.get("/en/search/", {"q": "xyloquartx"}).content.decode()
