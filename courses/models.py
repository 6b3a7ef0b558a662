"""Every stored thing of courses, by subject; Django looks for models here."""

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.catalogue.rows import CoursePrice, CourseTeacher, CourseTheme, LessonDownload
from courses.learning.models import LessonProgress

__all__ = [
    "Course",
    "CourseIndexPage",
    "CoursePage",
    "CoursePrice",
    "CourseTeacher",
    "CourseTheme",
    "Lesson",
    "LessonDownload",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
]
