"""What a course's page may lack to be sold well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage, LessonPage
from home.pages.checks import Finding
from home.pages.records import writes_record


def course_lacks(page: CoursePage, *, at: datetime) -> Iterable[Finding]:
    """A price and a lesson to try, which the page that writes the record must have."""
    if not writes_record(page, Course):
        return
    if not page.prices.all():
        yield Finding("shop-no-price", _("There is no price"), _("Without one nobody can buy: write it under Selling"))
    if not _has_free_lesson(page):
        yield Finding(
            "shop-no-preview",
            _("There is no free lesson"),
            _("Let people try one: tick “free preview” on a lesson"),
        )


def _has_free_lesson(page: Page) -> bool:
    return bool(page.pk) and LessonPage.objects.descendant_of(page).filter(preview=True).exists()
