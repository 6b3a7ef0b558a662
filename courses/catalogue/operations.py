"""What may happen to a course: its pages are published, taken away, moved; its sale is stopped.

Pages hold what editors write, records what is sold. Everything here is repeatable: asked again, it writes the same.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from courses.catalogue.lessons import take_over_lessons
from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage
from courses.catalogue.terms import TermsRefused, terms_of
from home import cards
from shop.contract import put_on_sale, stop_sale, take_off_sale

KIND = "course"


@transaction.atomic
def publish_course(page: CoursePage, *, at: datetime) -> Course | None:
    """Make the record say what the published page says: facts, offer, prices and all of its lessons, at once.

    Does nothing for pages that do not speak for the record: drafts, aliases, translations. Terms on which it
    cannot be sold leave the offer as it was, and are said in `trouble`.
    """
    # The row holds what is published; the instance at hand may come from anywhere.
    page = CoursePage.objects.select_related("locale").filter(pk=page.pk, live=True, alias_of=None).first()
    course = Course.published_by(page) if page else None
    if course is None:
        return None
    for name in ("level", "spoken", "subtitles", "access_months", "trailer_id"):
        setattr(course, name, getattr(page, name))
    course.teachers = [str(row.person.translation_key) for row in page.teachers.select_related("person")]
    course.themes = [str(row.theme.translation_key) for row in page.themes.select_related("theme")]
    course.live = True
    course.published_at = course.published_at or page.first_published_at or at
    course.trouble = _sell(course, page, at=at)
    course.save()
    take_over_lessons(course, page)
    cards.changed(course.card_key, cause=at.isoformat())
    return course


@transaction.atomic
def publish_lessons(page: CoursePage, *, at: datetime) -> None:
    """Make the lessons' records say what the tree below the course says; prices and facts stay as they are.

    A course that is off sale still has owners, so its lessons go on being written.
    """
    if course := Course.of_source(page):
        take_over_lessons(course, page)
        cards.changed(course.card_key, cause=at.isoformat())


@transaction.atomic
def unpublish_course(page: CoursePage, *, at: datetime) -> None:
    """End the sale in every language when the page that speaks for the record goes; harmless for any other."""
    if course := Course.of_source(page):
        Course.objects.filter(pk=course.pk).update(live=False)
        take_off_sale(course, cause=at.isoformat())


@transaction.atomic
def end_lesson(page: Page, *, at: datetime) -> None:
    """Take a lesson out of its course when its page is deleted; who has come how far stays known."""
    lesson = Lesson.objects.select_related("course").filter(translation_key=page.translation_key).first()
    if lesson is None or not lesson.course.is_written_by(page):
        return
    Lesson.objects.filter(pk=lesson.pk).update(live=False)
    if source := lesson.course.source_page(CoursePage):
        publish_lessons(source, at=at)


def course_changed(page: CoursePage, *, at: datetime) -> None:
    """Say that the course's cards look different now: another address, other words."""
    course = Course.objects.filter(translation_key=page.translation_key).first()
    if course:
        cards.changed(course.card_key, cause=at.isoformat())


def switch_sale(course: Course, *, stopped: bool, at: datetime) -> None:
    """Stop the sale at once, or let it go on; no page is published by it."""
    stop_sale(course, stopped=stopped, cause=at.isoformat())


def _sell(course: Course, page: CoursePage, *, at: datetime) -> str:
    """Put the course on sale on the page's terms; where these cannot be, leave the offer alone and say why."""
    try:
        terms = terms_of(page)
    except TermsRefused as reason:
        return str(reason)
    put_on_sale(
        course,
        kind=KIND,
        prices=terms.prices,
        sale_from=terms.sale_from,
        sale_until=terms.sale_until,
        cause=at.isoformat(),
    )
    return ""
