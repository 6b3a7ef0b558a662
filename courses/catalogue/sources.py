"""Which page of a course, among its translations, speaks for the record."""

from __future__ import annotations

from wagtail.models import Page

from courses.catalogue.models import Course


def writes_record(page: Page) -> bool:
    """Whether what is typed on this page is sold: it is the record's own language, or the first page of all."""
    if page.pk is None:
        return True
    if page.alias_of_id is not None:
        return False
    language = Course.objects.filter(translation_key=page.translation_key).values_list("source_language", flat=True)
    if language:
        return page.locale.language_code == language[0]
    return not type(page).objects.filter(translation_key=page.translation_key, alias_of=None, pk__lt=page.pk).exists()
