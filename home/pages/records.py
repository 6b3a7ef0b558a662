"""Records that pages write: what is true of a thing in every language, found by the page's translation key."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from wagtail.models import Page


class PageRecord(models.Model):
    """What all translations of a page share. Deleting the page keeps it: orders and rights point at it."""

    translation_key = models.UUIDField(unique=True)
    source_language = models.CharField(
        max_length=10, choices=settings.LANGUAGES, help_text="Only the page in this language writes the record."
    )
    live = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True, help_text="What a publication could not take over, for editors to read.")

    class Meta:
        abstract = True

    def is_written_by(self, page: Page) -> bool:
        """Whether a page is the one that writes it: no alias, and in the record's own language."""
        return page.alias_of_id is None and page.locale.language_code == self.source_language

    def source_page(self, model: type[Page]) -> Page | None:
        """The page that writes it; none once it is deleted."""
        pages = model.objects.filter(translation_key=self.translation_key, alias_of=None)
        return pages.filter(locale__language_code=self.source_language).first()

    @classmethod
    def locked(cls, page: Page) -> Self | None:
        """The record of a page in any language, locked; none before the first publication."""
        return cls.objects.select_for_update().filter(translation_key=page.translation_key).first()

    @classmethod
    def of_source(cls, page: Page) -> Self | None:
        """The record, locked, where this page is the one that writes it; none for any other page."""
        record = cls.locked(page)
        return record if record and record.is_written_by(page) else None

    @classmethod
    def published_by(cls, page: Page) -> Self | None:
        """The same; the first publication in the first language makes it."""
        if cls.locked(page) is None:
            pages = type(page).objects.filter(translation_key=page.translation_key, alias_of=None)
            if pages.earliest("pk").locale_id != page.locale_id:
                return None
            language = page.locale.language_code
            cls.objects.get_or_create(translation_key=page.translation_key, defaults={"source_language": language})
        return cls.of_source(page)

    @classmethod
    def note_trouble(cls, page: Page, words: str) -> None:
        """Keep for editors to read why a publication could not be taken over."""
        cls.objects.filter(translation_key=page.translation_key).update(trouble=words)


def writes_record(page: Page, record: type[PageRecord]) -> bool:
    """Whether what is typed on this page is sold: it is the record's own language, or the first page of all."""
    if page.pk is None:
        return True
    if page.alias_of_id is not None:
        return False
    language = record.objects.filter(translation_key=page.translation_key).values_list("source_language", flat=True)
    if language:
        return page.locale.language_code == language[0]
    return not type(page).objects.filter(translation_key=page.translation_key, alias_of=None, pk__lt=page.pk).exists()
