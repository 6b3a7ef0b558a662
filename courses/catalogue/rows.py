"""Rows that editors add to course and lesson pages: who teaches, what about, for how much, what to save."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from home.pages.rows import TeacherRow, ThemeRow


class CourseTeacher(TeacherRow):
    """Someone who teaches a course."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="teachers")


class CourseTheme(ThemeRow):
    """What a course is about."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="themes")


class CoursePrice(Orderable):
    """What a course costs in one currency, as typed; amounts in minor units, tax included.

    Drafts may hold what cannot be sold, so the rules are kept by the form and by the record, not here.
    """

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="prices")
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.PositiveIntegerField(_("price"))
    sale_amount = models.PositiveIntegerField(_("sale price"), null=True, blank=True)
    sale_from = models.DateTimeField(_("sale price from"), null=True, blank=True)
    sale_until = models.DateTimeField(_("sale price until"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("currency"), FieldPanel("amount")]),
        FieldRowPanel([FieldPanel("sale_amount"), FieldPanel("sale_from"), FieldPanel("sale_until")]),
    ]

    def __str__(self) -> str:
        return self.currency


class LessonDownload(TranslatableMixin, Orderable):
    """A file that lies beside a lesson; its title is translated, the file is the same."""

    page = ParentalKey("courses.LessonPage", on_delete=models.CASCADE, related_name="downloads")
    title = models.CharField(_("title"), max_length=120, help_text=_("E.g. “Practice sheet (PDF)”."))
    file = models.ForeignKey("media.PrivateFile", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("title"), FieldPanel("file")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.title
