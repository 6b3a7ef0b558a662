"""Courses as programs read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.catalogue.models import Course
from shop.contract import offers_of
from tests.api.conftest import code_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, make_person
from tests.factories.shop import paid_and_granted

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LIST = "/api/courses"


def titles(answer) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def test_a_course_in_the_list_says_what_it_costs_and_how_it_is_bought(program):
    course = make_course(teachers=[make_person()])

    (item,) = program.get(LIST).json()["items"]

    assert (item["id"], item["title"], item["owned"]) == (course.pk, "The Long Exhale", False)
    assert item["url"] == "http://testserver/en/courses/the-long-exhale/"
    assert item["offer"] == {
        "key": course.card_key,
        "state": "on_sale",
        "price": {"amount": 14900, "currency": "EUR"},
        "was": None,
    }
    assert item["teachers"] == ["Inés Calderón"]


def test_pieces_of_the_list_lose_nothing_when_something_new_comes_in_between(program):
    for title in ("One", "Two", "Three"):
        make_course(title)
    first = program.get(f"{LIST}?limit=2")
    make_course("Four")

    second = program.get(first.json()["next"])

    assert (titles(first), titles(second)) == (["Three", "Two"], ["One"])
    assert second.json()["next"] is None


@pytest.mark.parametrize("sort", ["newest", "price", "-price", "length", "title"])
def test_every_order_is_walked_through_whole(program, sort):
    for title in ("One", "Two", "Three"):
        make_course(title)
    found, address = [], f"{LIST}?sort={sort}&limit=1"
    while address:
        answer = program.get(address)
        found += titles(answer)
        address = answer.json()["next"]

    assert sorted(found) == ["One", "Three", "Two"]


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "WyJuZXdlc3QiLFsieCJdXQ", "%00", "%ED%A0%80", "①" * 900])
def test_a_cursor_that_is_none_is_said(program, cursor):
    make_course()

    assert code_of(program.get(f"{LIST}?after={cursor}")) == (422, "invalid-input")


def test_a_cursor_of_another_order_is_said(program):
    for title in ("One", "Two"):
        make_course(title)
    following = program.get(f"{LIST}?limit=1").json()["next"]

    assert code_of(program.get(f"{following}&sort=title")) == (422, "invalid-input")


def test_filters_are_those_of_the_page_and_what_nothing_is_finds_nothing(program):
    make_course()

    assert program.get(f"{LIST}?price=high").json()["count"] == 1
    assert program.get(f"{LIST}?price=free").json()["count"] == 0
    assert program.get(f"{LIST}?theme=no-such-theme").json()["count"] == 0


def test_one_course_tells_its_curriculum_and_gives_away_only_free_lessons(program):
    course = make_course()

    told = program.get(f"{LIST}/{course.pk}").json()

    lessons = [lesson for part in told["parts"] for lesson in part["lessons"]]
    assert [lesson["title"] for lesson in lessons] == ["A chair", "A breath", "A door"]
    assert [bool(lesson["url"]) for lesson in lessons] == [lesson["free"] for lesson in lessons]
    assert told["offer"]["key"] == course.card_key


def test_whoever_has_a_course_sees_so(program):
    course = make_course()
    ada = make_user()
    paid_and_granted(*offers_of([course])[course.pk], user=ada, accepted={"terms", "digital_at_once"})
    program.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")

    assert program.get(LIST).json()["items"][0]["owned"] is True


@pytest.mark.parametrize("number", ["0", "-1", "9" * 40, "①", "x", "%00"])
def test_numbers_that_no_course_has_are_refused(program, number):
    assert program.get(f"{LIST}/{number}").status_code in (404, 422)


def test_what_is_not_published_or_not_in_this_language_is_not_there(program):
    course = make_course()
    Course.objects.update(live=False)

    assert code_of(program.get(f"{LIST}/{course.pk}")) == (404, "not-found")
    assert program.get(LIST).json()["count"] == 0


def test_more_courses_cost_no_more_queries(program):
    def queries() -> list[int]:
        counted = []
        for address in (LIST, f"{LIST}/{first.pk}"):
            with CaptureQueriesContext(connection) as captured:
                assert program.get(address).status_code == 200
            counted.append(len(captured))
        return counted

    first = make_course(teachers=[make_person()])
    queries()
    one = queries()
    for title in ("Two", "Three"):
        make_course(title, teachers=[make_person(title)])

    assert queries() == one
    assert max(one) <= 16
