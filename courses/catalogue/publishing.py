"""What Wagtail tells of pages, and what follows for the records."""

from __future__ import annotations

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from courses.catalogue import operations
from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage, LessonPage, ModulePage
from home.pages.listening import never_raises

INSIDE = (ModulePage, LessonPage)


def join() -> None:
    """Listen to everything that may happen to a course's pages."""
    for model in (CoursePage, *INSIDE):
        page_published.connect(on_published, sender=model, dispatch_uid=f"courses.published.{model.__name__}")
        page_unpublished.connect(on_unpublished, sender=model, dispatch_uid=f"courses.unpublished.{model.__name__}")
        # Deleting tells of unpublishing too, while the page is still there; this comes when it is gone.
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"courses.deleted.{model.__name__}")
        post_page_move.connect(on_moved, sender=model, dispatch_uid=f"courses.moved.{model.__name__}")
    page_slug_changed.connect(on_new_slug, sender=CoursePage, dispatch_uid="courses.new_slug")


def _tell(page: Page, words: str) -> None:
    Course.note_trouble(course_page_of(page) or page, words)


@never_raises(_tell)
def on_published(page: Page, **kwargs) -> None:
    # A first publication that waits for its date tells of itself with a page that is not live.
    if not page.live:
        return
    if isinstance(page, CoursePage):
        now = timezone.now()
        operations.publish_course(page, at=now)
        operations.course_changed(page, at=now)
    else:
        _lessons_changed(page)


@never_raises(_tell)
def on_unpublished(page: Page, **kwargs) -> None:
    if isinstance(page, CoursePage):
        _course_gone(page)
    # Deleting tells of unpublishing with a page that is still live, before it is gone.
    elif not page.live:
        _lessons_changed(page)


@never_raises(_tell)
def on_deleted(page: Page, **kwargs) -> None:
    if isinstance(page, CoursePage):
        _course_gone(page)
    elif isinstance(page, LessonPage):
        operations.end_lesson(page, at=timezone.now())


@never_raises(_tell)
def on_moved(page: Page, *, parent_page_before: Page, parent_page_after: Page, **kwargs) -> None:
    if page.specific_class is CoursePage:
        operations.course_changed(page, at=timezone.now())
        return
    for course in {course_page_of(parent_page_before), course_page_of(parent_page_after)} - {None}:
        operations.publish_lessons(course, at=timezone.now())


@never_raises(_tell)
def on_new_slug(page: Page, **kwargs) -> None:
    operations.course_changed(page, at=timezone.now())


def course_page_of(page: Page) -> CoursePage | None:
    """The course that a module or lesson stands in, or the course itself."""
    return CoursePage.objects.ancestor_of(page, inclusive=True).select_related("locale").last()


def _course_gone(page: CoursePage) -> None:
    now = timezone.now()
    operations.unpublish_course(page, at=now)
    operations.course_changed(page, at=now)


def _lessons_changed(page: Page) -> None:
    if course := course_page_of(page):
        operations.publish_lessons(course, at=timezone.now())
