"""What pages call a course, its chapters and lessons, in the reader's language or else in the course's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wagtail.models import Page

from home.pages.lineage import written_in


@dataclass(frozen=True)
class Title:
    """A page's title; its language only where it is not the reader's."""

    text: str
    language: str = ""


def titles_in(
    model: type[Page], keys: Iterable[UUID], *, language: str, sources: Iterable[str], live: bool = True
) -> dict[UUID, Title]:
    """Titles of published pages, or of all, by translation key, in one query.

    What is not translated comes in its source language.
    """
    rows = _in_languages(model, keys, language, sources, live=live).values_list(
        "translation_key", "title", "locale__language_code", "alias_of__locale__language_code"
    )
    titles: dict[UUID, Title] = {}
    for key, text, locale, alias_of in rows:
        if key not in titles or locale == language:
            written = alias_of or locale
            titles[key] = Title(text, "" if written == language else written)
    return titles


def page_in(model: type[Page], key: UUID, *, language: str, source: str):
    """The live page of a thing in the reader's language, else in its source language; none where it has no page."""
    return pages_in(model, [key], language=language, sources=[source]).get(key)


def pages_in(model: type[Page], keys: Iterable[UUID], *, language: str, sources: Iterable[str], related=()) -> dict:
    """The same pages whole, by translation key; each says in `words_language` what its words are written in."""
    found: dict[UUID, Page] = {}
    rows = _in_languages(model, keys, language, sources).select_related("locale", "alias_of__locale", *related)
    for page in rows:
        if page.translation_key not in found or page.locale.language_code == language:
            page.words_language = _foreign(page, language)
            found[page.translation_key] = page
    return found


def _in_languages(model: type[Page], keys: Iterable[UUID], language: str, sources: Iterable[str], *, live: bool = True):
    pages = model.objects.live() if live else model.objects.all()
    return pages.filter(translation_key__in=set(keys), locale__language_code__in={language, *sources})


def _foreign(page: Page, language: str) -> str:
    # An alias stands in the reader's tree, but its words are those of the page that it shows.
    written = written_in(page)
    return "" if written == language else written
