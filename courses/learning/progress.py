"""How far somebody has come in a course: counted from lessons and rows, without asking the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courses.catalogue.models import Course, Lesson
from courses.learning.models import LessonProgress
from home.cards import Progress


@dataclass(frozen=True)
class Journey:
    """The lessons of a course and what somebody has done of them."""

    lessons: Sequence[Lesson]
    rows: dict[int, LessonProgress]

    def of(self, lesson: Lesson) -> LessonProgress | None:
        return self.rows.get(lesson.pk)

    def is_done(self, lesson: Lesson) -> bool:
        row = self.of(lesson)
        return row is not None and row.done_at is not None

    @property
    def progress(self) -> Progress:
        return Progress(done=sum(map(self.is_done, self.lessons)), total=len(self.lessons))

    @property
    def begun(self) -> bool:
        return bool(self.rows)

    @property
    def finished(self) -> bool:
        return bool(self.lessons) and all(map(self.is_done, self.lessons))

    @property
    def touched(self) -> LessonProgress | None:
        """Where somebody was last."""
        return max(self.rows.values(), key=lambda row: (row.touched_at, row.pk), default=None)

    @property
    def goes_on(self) -> Lesson | None:
        """The lesson to go on with: the last one, if it is not done, or the next open one; none when all are done."""
        still_open = [lesson for lesson in self.lessons if not self.is_done(lesson)]
        last = self.touched.lesson_id if self.touched else None
        since = next((lesson.position for lesson in self.lessons if lesson.pk == last), 0)
        return next((lesson for lesson in still_open if lesson.position >= since), next(iter(still_open), None))

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows."""
        return next((later for later in self.lessons if later.position > lesson.position), None)

    def before(self, lesson: Lesson) -> Lesson | None:
        """The lesson that comes before."""
        return next((earlier for earlier in reversed(self.lessons) if earlier.position < lesson.position), None)


def journeys_of(user, courses: Sequence[Course]) -> dict[int, Journey]:
    """Somebody's way through each of these courses, in two queries; an empty one for who has no account."""
    known = {course.pk: course for course in courses}
    lessons: dict[int, list[Lesson]] = {pk: [] for pk in known}
    for lesson in Lesson.objects.filter(course__in=known, live=True).select_related("file"):
        lesson.course = known[lesson.course_id]
        lessons[lesson.course_id].append(lesson)
    rows: dict[int, dict[int, LessonProgress]] = {pk: {} for pk in known}
    if user.is_authenticated:
        kept = LessonProgress.objects.filter(user=user, lesson__course__in=known, lesson__live=True)
        for row in kept.select_related("lesson"):
            rows[row.lesson.course_id][row.lesson_id] = row
    return {pk: Journey(lessons[pk], rows[pk]) for pk in lessons}
