"""Lessons' records follow the tree: what is live in it, in its order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.catalogue.models import Course, Lesson
from courses.catalogue.operations import publish_course
from courses.catalogue.pages import LessonPage, ModulePage
from media.models import PrivateFile
from tests.factories.courses import (
    add_lesson,
    add_module,
    draft_course,
    make_course,
    page_of,
    publish,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def order_of(course: Course) -> list[str]:
    """Titles of the live lessons, as their records have them."""
    titles = dict(LessonPage.objects.filter(alias_of=None).values_list("translation_key", "title"))
    return [titles[lesson.translation_key] for lesson in course.lessons.filter(live=True)]


def lesson_page(title: str, language: str = "en") -> LessonPage:
    return LessonPage.objects.get(title=title, locale__language_code=language)


def module_page(title: str) -> ModulePage:
    return ModulePage.objects.get(title=title)


def test_lessons_are_counted_through_the_whole_course():
    course = make_course()

    lessons = list(course.lessons.values_list("position", "kind", "seconds", "preview", "live"))
    assert lessons == [
        (1, "text", 600, True, True),
        (2, "text", 600, False, True),
        (3, "text", 600, False, True),
    ]
    assert order_of(course) == ["A chair", "A breath", "A door"]
    assert (course.lesson_count, course.minutes) == (3, 30)


def test_a_lesson_without_a_length_has_that_of_its_file():
    page = draft_course(modules={"Before": []})
    file = PrivateFile.objects.create(title="Sound", name="sound.m4a", content_type="audio/mp4", seconds=754)
    add_lesson(page.get_children().get(), "A chair", kind="audio", file=file, seconds=None)

    publish(page)

    course = Course.objects.get()
    lesson = course.lessons.get()
    assert (lesson.seconds, lesson.file, course.minutes) == (754, file, 13)


def test_a_lesson_published_later_joins():
    course = make_course()
    lesson = LessonPage(title="A window", slug="a-window", kind="text", seconds=60, live=False)
    module_page("Before").add_child(instance=lesson)
    before = order_of(course)

    publish(lesson)

    assert before == ["A chair", "A breath", "A door"]
    assert order_of(course) == ["A chair", "A breath", "A window", "A door"]


def test_a_published_change_of_a_lesson_reaches_its_record():
    course = make_course()
    lesson = lesson_page("A breath")
    lesson.seconds, lesson.preview = 120, True

    publish(lesson)

    course.refresh_from_db()
    changed = Lesson.objects.get(translation_key=lesson.translation_key)
    assert (changed.seconds, changed.preview, course.minutes) == (120, True, 22)


def test_an_unpublished_lesson_leaves_and_is_the_same_when_it_comes_back():
    course = make_course()
    record = course.lessons.get(position=2)

    lesson_page("A breath").unpublish()
    without = order_of(course)
    publish(lesson_page("A breath"))

    assert without == ["A chair", "A door"]
    assert order_of(course) == ["A chair", "A breath", "A door"]
    assert course.lessons.get(position=2) == record


def test_an_unpublished_module_takes_its_lessons_along():
    course = make_course()

    module_page("Before").unpublish()

    assert order_of(course) == ["A door"]


def test_a_deleted_lesson_leaves_and_its_record_stays():
    course = make_course()

    lesson_page("A breath").delete()

    course.refresh_from_db()
    assert order_of(course) == ["A chair", "A door"]
    assert (course.lessons.count(), course.lesson_count) == (3, 2)


def test_a_deleted_module_takes_its_lessons_along():
    course = make_course()

    module_page("Before").delete()

    course.refresh_from_db()
    assert (order_of(course), course.lesson_count) == (["A door"], 1)


def test_lessons_moved_within_their_module_change_places():
    course = make_course()

    lesson_page("A breath").move(lesson_page("A chair"), pos="left")

    assert order_of(course) == ["A breath", "A chair", "A door"]


def test_modules_moved_take_their_lessons_along():
    course = make_course()

    module_page("After").move(module_page("Before"), pos="left")

    assert order_of(course) == ["A door", "A chair", "A breath"]
    assert list(course.lessons.values_list("position", flat=True)) == [1, 2, 3]


def test_a_lesson_moved_to_another_course_belongs_there():
    course = make_course()
    other = make_course("First Light", modules={"Waking": ["The edge"]})

    lesson_page("A door").move(module_page("Waking"), pos="last-child")

    course.refresh_from_db()
    other.refresh_from_db()
    assert (order_of(course), course.lesson_count) == (["A chair", "A breath"], 2)
    assert (order_of(other), other.lesson_count) == (["The edge", "A door"], 2)


def test_translated_lessons_change_nothing():
    course = make_course()
    translate(page_of(course))
    translated = translate(lesson_page("A breath"))
    translated.seconds = 1

    publish(translated).delete()

    assert order_of(course) == ["A chair", "A breath", "A door"]
    assert course.lessons.get(position=2).seconds == 600


def test_lessons_of_a_course_that_nobody_published_have_no_records():
    page = draft_course()

    publish(add_lesson(add_module(page, "Later"), "A hill"))

    assert not Lesson.objects.exists()


def test_owners_of_a_course_off_sale_still_get_new_lessons():
    course = make_course()
    page_of(course).unpublish()

    publish(add_lesson(module_page("After"), "A hill"))

    assert order_of(course) == ["A chair", "A breath", "A door", "A hill"]


def test_many_lessons_cost_no_more_queries_than_few():
    spent = []
    for title, count in (("Short", 1), ("Long", 30)):
        course = make_course(title, modules={"All": [f"Lesson {number}" for number in range(count)]})
        with CaptureQueriesContext(connection) as queries:
            publish_course(page_of(course), at=timezone.now())
        spent.append(len(queries))

    assert spent[0] == spent[1]
