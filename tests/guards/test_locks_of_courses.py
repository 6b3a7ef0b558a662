"""Courses that two publish, and lessons that are taken on two devices, at once."""

from __future__ import annotations

from django.utils import timezone

from courses.catalogue.models import Lesson
from courses.catalogue.operations import publish_lessons
from courses.catalogue.pages import LessonPage
from courses.learning.access import access_of
from courses.learning.models import LessonProgress
from courses.learning.operations import Heard, keep_place, mark_done
from tests.factories.courses import make_course, page_of
from tests.factories.learning import lessons_of, make_learner
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_a_lesson_that_is_taken_away_while_its_courses_lessons_are_written_is_away():
    course = make_course()
    page, lesson = page_of(course), lessons_of(course)[0]

    def take_away() -> None:
        LessonPage.objects.filter(translation_key=lesson.translation_key).update(live=False)
        publish_lessons(page, at=timezone.now())

    meanwhile(take_away, lambda: publish_lessons(page, at=timezone.now()))

    assert Lesson.objects.get(pk=lesson.pk).live is False


def test_what_was_heard_on_one_device_stays_when_another_says_done():
    lesson = lessons_of(make_course())[0]
    ada = make_learner(lesson.course)
    now = timezone.now()
    said = {"user": ada, "lesson": lesson, "access": access_of(ada, lesson.course, at=now), "at": now}
    keep_place(**said, heard=Heard(1, played=1))

    meanwhile(lambda: keep_place(**said, heard=Heard(40, played=40)), lambda: mark_done(**said))

    row = LessonProgress.objects.get()
    assert (row.position_seconds, row.done_at) == (40, now)
