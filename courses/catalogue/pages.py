"""Pages of the catalogue: what editors write of a course."""

from wagtail.fields import StreamField

from home.blocks import StoryBlock
from home.pages import BasePage


class CourseIndexPage(BasePage):
    """The list of courses."""

    template = "pages/course_index_page.html"


class CoursePage(BasePage):
    """One course."""

    body = StreamField(StoryBlock(), blank=True)
    template = "pages/course_page.html"


class ModulePage(BasePage):
    """A chapter of a course."""


class LessonPage(BasePage):
    """One lesson."""

    body = StreamField(StoryBlock(), blank=True)
    template = "pages/lesson_page.html"
