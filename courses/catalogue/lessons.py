"""Lessons' records, as the tree below a course has them."""

from __future__ import annotations

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage, LessonPage, ModulePage

FACTS = ["course", "module_key", "position", "kind", "seconds", "preview", "file", "live"]


def take_over_lessons(course: Course, page: CoursePage) -> None:
    """Write every live lesson below the page, counted through the whole course; those that are gone end.

    Records are never deleted: progress hangs on them, and a lesson that comes back is the same lesson.
    """
    lessons = lessons_below(course, page)
    # By key and not by course: a lesson may have been moved here from another course.
    Lesson.objects.bulk_create(
        lessons, update_conflicts=True, unique_fields=["translation_key"], update_fields=FACTS, batch_size=100
    )
    gone = course.lessons.filter(live=True).exclude(translation_key__in=[lesson.translation_key for lesson in lessons])
    gone.update(live=False)
    course.minutes = -(-sum(lesson.seconds for lesson in lessons) // 60)
    course.lesson_count = len(lessons)
    course.save(update_fields=["minutes", "lesson_count"])


def lessons_below(course: Course, page: CoursePage) -> list[Lesson]:
    """The records that the live lessons in live modules below a page ask for, in their order."""
    modules = {module.path: module for module in ModulePage.objects.child_of(page).live()}
    pages = LessonPage.objects.descendant_of(page).live().select_related("file").order_by("path")
    shown = [lesson for lesson in pages if module_path(lesson) in modules]
    return [
        Lesson(
            translation_key=lesson.translation_key,
            course=course,
            module_key=modules[module_path(lesson)].translation_key,
            position=position,
            kind=lesson.kind,
            seconds=length_of(lesson),
            preview=lesson.preview,
            file=lesson.file,
            live=True,
        )
        for position, lesson in enumerate(shown, start=1)
    ]


def length_of(lesson: LessonPage) -> int:
    """What the editor typed, otherwise the file's own length."""
    if lesson.seconds is not None:
        return lesson.seconds
    return (lesson.file.seconds if lesson.file else None) or 0


def module_path(lesson: LessonPage) -> str:
    return lesson.path[: -lesson.steplen]
