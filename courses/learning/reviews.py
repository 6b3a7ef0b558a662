"""Who may review a course: whoever has or had it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from courses.catalogue import queries
from courses.catalogue.models import Course
from shop.contract import Reviewed


def led_to(rights, at) -> dict[int, int]:
    """The course of each right."""
    return {right.pk: right.record_id for right in rights}


REVIEWED = Reviewed("course", Course, Course, led_to, queries.of_records, _("took this course"))
