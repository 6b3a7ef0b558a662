"""The dashboard's courses: the one lesson to go on with, the others, those that are over, or a free one."""

import re

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user
from tests.factories.courses import make_course, page_of
from tests.factories.learning import (
    address,
    buy,
    done_by,
    lessons_of,
    make_learner,
    refund,
    signed_in,
)
from tests.factories.media import make_private_file

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def dashboard_of(user, language="en") -> str:
    answer = signed_in(user).get(f"/{language}/account/")
    return " ".join(answer.content.decode().split())


def titles_in(page, section) -> list[str]:
    part = page.split(f'aria-labelledby="{section}"')[1].split("</section>")[0]
    return re.findall(r'<h3 class="line-item__title"><a href="[^"]+"><bdi[^>]*>([^<]+)', part)


def test_the_lesson_to_go_on_with_comes_first_with_where_one_stopped():
    course = make_course()
    first, second = lessons_of(course)[:2]
    second.file, second.seconds = make_private_file(seconds=754), 754
    second.save()
    ada = make_learner(course)
    done_by(ada, first)
    signed_in(ada).post(address(second, "progress"), {"position": 260, "played": 60})

    page = dashboard_of(ada)

    assert '<bdi lang="en">The Long Exhale</bdi>, lesson 2 of 3' in page
    assert '<h2 class="continue__title" id="continue">A breath</h2>' in page
    assert "You stopped at <bdi>4:20</bdi>, 8 min before the end." in page
    assert f'<a class="button" href="{address(second)}"><span>Go on at <bdi>4:20</bdi></span></a>' in page
    assert f'<a href="{address(second)}?from=start">Start again</a>' in page
    assert "1 of 3 lessons done" in page


def test_the_others_say_how_far_one_is():
    begun, fresh, finished = make_course("Begun"), make_course("Fresh"), make_course("Finished")
    ada = make_learner(fresh, finished, begun)
    done_by(ada, *lessons_of(finished))
    done_by(ada, lessons_of(begun)[0])

    page = dashboard_of(ada)

    assert '<bdi lang="en">Begun</bdi>, lesson 2 of 3' in page
    assert titles_in(page, "my-courses") == ["Finished", "Fresh"]
    assert "Not begun. First lesson, 10 min" in page
    assert "Finished on <time" in page
    assert reverse("learning:course", args=[finished.pk]) in page


def test_a_course_that_is_over_is_history():
    course = make_course()
    ada = make_learner(course)
    done_by(ada, lessons_of(course)[0])
    refund(ada)

    page = dashboard_of(ada)

    assert titles_in(page, "over-courses") == ["The Long Exhale"]
    assert "Open until <time" in page
    assert "1 of 3 lessons done" in page
    assert 'id="continue"' not in page


def test_a_course_that_is_sold_no_more_stays_with_its_buyers():
    course = make_course()
    ada = make_learner(course)

    page_of(course).unpublish()

    assert "The Long Exhale</bdi>, lesson 1 of 3" in dashboard_of(ada)


def test_who_has_nothing_is_led_to_a_free_lesson():
    course = make_course()

    page = dashboard_of(make_user())

    assert f'<a class="button" href="{address(lessons_of(course)[0])}">Take “A chair”</a>' in page


def test_where_nothing_is_free_the_dashboard_says_what_belongs_there():
    page = dashboard_of(make_user())

    assert "What you buy or begin has its place on this page." in page
    assert "Take “" not in page


def test_what_is_not_translated_is_marked():
    page = dashboard_of(make_learner(make_course()), language="ar")

    assert '<h2 class="continue__title" id="continue" lang="en" dir="auto">A chair</h2>' in page


def test_the_dashboard_costs_the_same_with_one_and_with_many_courses(django_assert_max_num_queries):
    ada = make_learner(make_course("One"))
    client = signed_in(ada)
    client.get("/en/account/")
    with django_assert_max_num_queries(60) as one:
        client.get("/en/account/")
    for number in range(4):
        more = make_course(f"More {number}")
        buy(more, ada)
        done_by(ada, lessons_of(more)[0])

    with django_assert_max_num_queries(60) as many:
        client.get("/en/account/")

    assert len(many) == len(one)
