"""The room one learns in: its words, its outline, where one was, done and undone, with and without script."""

import re

import pytest
from django.utils import timezone

from courses.catalogue.pages import LessonPage
from courses.catalogue.rows import LessonDownload
from courses.learning.models import LessonProgress
from shop.fulfilment.models import Entitlement
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, page_of, publish, translate
from tests.factories.learning import (
    address,
    buy,
    done_by,
    lessons_of,
    make_learner,
    refund,
    row_of,
    run_out,
    signed_in,
)
from tests.factories.media import make_captions, make_paper, make_private_file, sound_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ARABIC = "WEBVTT\n\n00:05.000 --> 00:08.000\nأهلا\n"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def lesson():
    """The second of three lessons: a sound of 100 seconds with captions in two languages, a paper beside it."""
    second = lessons_of(make_course())[1]
    page = LessonPage.objects.get(translation_key=second.translation_key)
    page.kind, page.file, page.seconds = "audio", make_private_file(seconds=100), None
    page.downloads = [LessonDownload(title="Practice sheet", file=make_paper())]
    publish(page)
    make_captions(page.file, language="ar", vtt=ARABIC)
    make_captions(page.file)
    second.refresh_from_db()
    return second


@pytest.fixture
def ada(lesson):
    return make_learner(lesson.course)


@pytest.fixture
def browser(ada):
    return signed_in(ada)


def test_the_room_says_where_one_is_and_what_there_is(browser, lesson):
    page = text_of(browser.get(address(lesson)))

    assert "<title>A breath – The Long Exhale" in page
    assert "Lesson 2 of 3" in page
    assert f'<source src="/files/{lesson.file.key}/three.m4a" type="audio/mp4">' in page
    assert '<a class="outline__lesson" href="' + address(lesson) + '" aria-current="page">' in page
    assert f'<a class="door" href="/files/{lesson_paper(lesson).key}/sheet.pdf" download>' in page
    assert "PDF, <bdi>" in page
    assert "There is nothing to start." in page
    assert "Next: A door" in page
    assert "Before: A chair" in page
    assert "Counts as done when nine tenths have played, or when you say so." in page


def lesson_paper(lesson):
    return LessonDownload.objects.get(page__translation_key=lesson.translation_key).file


def test_it_is_kept_from_searches_and_caches(browser, lesson):
    answer = browser.get(address(lesson))

    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_one_goes_on_to_the_second_on_another_device(browser, ada, lesson):
    browser.post(address(lesson, "progress"), {"position": 62, "played": 62, "since": 0, "duration": 100})

    page = text_of(signed_in(ada).get(address(lesson)))

    assert 'data-position="62" data-furthest="62"' in page
    assert f"/files/{lesson.file.key}/three.m4a#t=62" in page
    assert "You stopped at <bdi>1:02</bdi>." in page
    assert 'data-position="0"' in text_of(signed_in(ada).get(address(lesson), {"from": "start"}))


def test_a_player_hears_when_a_lesson_is_done(browser, lesson):
    before = browser.post(address(lesson, "progress"), {"position": 50, "played": 50}).json()
    after = browser.post(address(lesson, "progress"), {"position": 95, "played": 95}).json()

    assert before == {"done": False, "say": ""}
    assert after == {"done": True, "say": "This lesson is done."}


def test_done_and_undone_without_script(browser, ada, lesson):
    done = browser.post(address(lesson, "done"))
    page = text_of(browser.get(address(lesson)))

    assert (done.status_code, done.url) == (302, address(lesson))
    assert f'action="{address(lesson, "done")}" data-until-done hidden' in page
    assert '<span class="visually-hidden">, done</span>' in page
    assert browser.post(address(lesson, "undone")).url == address(lesson)
    assert row_of(ada, lesson).done_at is None


def test_the_last_lesson_leads_to_a_calm_end(browser, ada, lesson):
    first, _second, last = lessons_of(lesson.course)
    done_by(ada, first, lesson)

    answer = browser.post(address(last, "done"), follow=True)

    assert answer.redirect_chain == [(f"/en/learn/{lesson.course_id}/", 302)]
    assert "You have come to the end" in text_of(answer)
    assert Entitlement.objects.get(user=ada).experienced_at is not None


def test_the_course_leads_to_where_one_goes_on(browser, ada, lesson):
    first, _second, last = lessons_of(lesson.course)
    course = f"/en/learn/{lesson.course_id}/"
    places = [browser.get(course).url]
    done_by(ada, first)
    places.append(browser.get(course).url)
    browser.post(address(last, "progress"), {"position": 1})
    places.append(browser.get(course).url)
    done_by(ada, last)
    places.append(browser.get(course).url)

    assert places == [address(first), address(lesson), address(last), address(lesson)]


def test_a_guest_takes_a_free_lesson_without_a_cookie(client, lesson):
    answer = client.get(address(lessons_of(lesson.course)[0]))
    page = text_of(answer)

    assert "This lesson of “The Long Exhale” is free." in page
    assert page.count('data-state="locked"') == 2
    assert page.count("Part of the course") == 2
    assert ("Mark as done" in page, "csrfmiddlewaretoken" in page) == (False, False)
    assert dict(answer.cookies) == {}


def test_a_member_keeps_the_place_in_a_free_lesson_and_finishes_nothing(lesson):
    user = make_user("bo@example.org")
    free = lessons_of(lesson.course)[0]

    signed_in(user).post(address(free, "done"))

    assert row_of(user, free).done_at is not None


def test_a_closed_lesson_leads_to_its_course(client, lesson):
    answer = client.get(address(lesson))
    page = text_of(answer)

    assert answer.status_code == 403
    assert "It opens with “The Long Exhale”." in page
    assert f'<a class="button" href="{page_of(lesson.course).url}">See the course</a>' in page
    assert f"/en/account/login/?next={address(lesson)}" in page


@pytest.mark.parametrize("end", [run_out, refund])
def test_access_that_ended_says_so_and_keeps_what_was_done(browser, ada, lesson, end):
    done_by(ada, lesson)
    end(ada)

    answer = browser.get(address(lesson))
    saved = browser.post(address(lesson, "progress"), {"position": 5})

    assert answer.status_code == 403
    assert "Your access has ended" in text_of(answer)
    assert "What you did is kept: 1 of 3 lessons." in text_of(answer)
    assert saved.status_code == 403
    assert row_of(ada, lesson).position_seconds == 0


def test_bought_again_it_is_open_again_with_everything(browser, ada, lesson):
    done_by(ada, lesson)
    refund(ada)

    buy(lesson.course, ada)

    assert '<span class="visually-hidden">, done</span>' in text_of(browser.get(address(lesson)))


def test_words_come_in_the_readers_language_with_captions_in_it_first(browser, lesson):
    page = LessonPage.objects.get(translation_key=lesson.translation_key)
    translated = translate(page)
    translated.title = "نفس"
    publish(translated)

    arabic = text_of(browser.get(address(lesson).replace("/en/", "/ar/")))

    assert "<h1>نفس</h1>" in arabic
    assert '<div class="transcript" data-transcript="player" lang="ar" dir="auto">' in arabic
    assert '<bdi lang="en">A door</bdi>' in arabic


def test_a_films_captions_begin_with_the_readers_language(browser, lesson):
    lesson.file = make_private_file(name="two.mp4", content=sound_of(handler=b"vide"))
    lesson.save()
    for language in ("de", "en", "es"):
        make_captions(lesson.file, language=language)

    page = text_of(browser.get(address(lesson).replace("/en/", "/es/")))

    assert re.findall(r'srclang="(\w+)" label="([^"]+)"( default)?', page) == [
        ("es", "Español", " default"),
        ("en", "English", ""),
        ("de", "Deutsch", ""),
    ]


def test_what_is_not_translated_is_marked_as_foreign(browser, lesson):
    page = text_of(browser.get(address(lesson).replace("/en/", "/ar/")))

    assert '<div class="stack stack--s" lang="en" dir="auto">' in page
    assert '<bdi lang="en">The Long Exhale</bdi>' in page


UGLY_REPORTS = [
    {},
    {"position": ""},
    {"position": "-1"},
    {"position": "a"},
    {"position": "\0"},
    {"position": "1" * 5000},
    {"position": "1.5"},
    {"position": "Infinity"},
    {"position": "86401"},
    {"position": "1", "played": "x"},
    {"position": "1", "since": "-3"},
    {"position": "1", "duration": "9" * 400},
]


def test_ugly_reports_are_refused_with_a_sentence(browser, lesson):
    answers = [browser.post(address(lesson, "progress"), said) for said in UGLY_REPORTS]

    assert [answer.status_code for answer in answers] == [422] * len(UGLY_REPORTS)
    assert all(list(answer.json()["errors"].values()) for answer in answers)
    assert LessonProgress.objects.count() == 0


def test_other_peoples_lessons_and_ugly_ids_are_not_found(browser, lesson):
    other = make_course("Another")
    huge = 10**30
    addresses = [
        f"/en/learn/{other.pk}/{lesson.pk}/",
        f"/en/learn/{lesson.course_id}/999/",
        f"/en/learn/{huge}/{huge}/",
        f"/en/learn/{huge}/",
        "/en/learn/999/",
        "/en/learn/x/",
    ]

    assert [browser.get(where).status_code for where in addresses] == [404] * 6
    assert browser.post(f"/en/learn/{other.pk}/{lesson.pk}/progress/", {"position": 1}).status_code == 404


def test_a_lesson_that_is_taken_down_is_not_found(browser, lesson):
    LessonPage.objects.get(translation_key=lesson.translation_key).unpublish()

    assert browser.get(address(lesson)).status_code == 404


def test_nothing_changes_by_reading(browser, lesson):
    for name in ("progress", "done", "undone"):
        assert browser.get(address(lesson, name)).status_code == 405

    browser.get(address(lesson))

    assert LessonProgress.objects.count() == 0


def test_a_room_costs_the_same_in_a_long_course(browser, ada, lesson, django_assert_max_num_queries):
    long = make_course("Long", modules={f"Part {n}": [f"Lesson {n} {m}" for m in range(4)] for n in range(4)})
    buy(long, ada)
    done_by(ada, *lessons_of(long)[:7])
    short_room, long_room = address(lessons_of(lesson.course)[0]), address(lessons_of(long)[8])
    browser.get(short_room), browser.get(long_room)

    with django_assert_max_num_queries(100) as short:
        browser.get(short_room)
    with django_assert_max_num_queries(100) as many:
        browser.get(long_room)

    assert len(many) == len(short)


def test_time_of_the_last_visit_decides_where_one_goes_on(browser, ada, lesson):
    first = lessons_of(lesson.course)[0]
    browser.post(address(lesson, "progress"), {"position": 30, "played": 30})
    browser.post(address(first, "progress"), {"position": 3, "played": 3})

    assert browser.get(f"/en/learn/{lesson.course_id}/").url == address(first)
    assert row_of(ada, first).touched_at <= timezone.now()
