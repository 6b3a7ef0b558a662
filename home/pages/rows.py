"""Rows that editors add to pages of what is taught: who teaches it, what it is about.

A row points at the person or theme in the page's own language; readers see theirs, found by translation key, so the
row itself is only copied to translations.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class TeacherRow(Orderable):
    """Someone who teaches."""

    person = models.ForeignKey(
        "home.Person", verbose_name=_("teacher"), on_delete=models.PROTECT, related_name="%(app_label)s_rows"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.person)


class ThemeRow(Orderable):
    """What a thing is about."""

    theme = models.ForeignKey(
        "home.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="%(app_label)s_rows"
    )

    panels = [FieldPanel("theme")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.theme)
