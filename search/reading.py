"""What documents are made of: the words of pages as plain text, and the names of people and themes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.snippets import Person, Theme, TranslatedQuerySet, best_in
from search.documents import Named


def words_of(*parts: str | StreamValue | Iterable[str]) -> str:
    """Everything that is said in texts and in streams of blocks, in one text."""
    said: list[str] = []
    for part in parts:
        if isinstance(part, StreamValue):
            said += part.stream_block.get_searchable_content(part)
        elif isinstance(part, str):
            said.append(part)
        else:
            said += part
    return " ".join(str(one) for one in said if one)


class Names:
    """People and themes by their translation keys, as readers of any language see them; two queries."""

    def __init__(self, *, people: Collection[str], themes: Collection[str]) -> None:
        self._people = _rows(Person.objects.all(), people)
        self._themes = _rows(Theme.objects.all(), themes)

    def people(self, keys: Iterable[str], *, language: str) -> tuple[Named, ...]:
        return tuple(Named(row.code, row.name, str(row.translation_key)) for row in _seen(self._people, keys, language))

    def themes(self, keys: Iterable[str], *, language: str) -> tuple[Named, ...]:
        return tuple(
            Named(row.code, row.title, str(row.translation_key)) for row in _seen(self._themes, keys, language)
        )


def _rows(rows: TranslatedQuerySet, keys: Collection[str]) -> list:
    return list(rows.filter(translation_key__in=set(keys)).select_related("locale")) if keys else []


def _seen(rows: list, keys: Iterable[str], language: str) -> list:
    found = {str(key): row for key, row in best_in(language, rows).items()}
    return [found[key] for key in keys if key in found]


def shown_by_pages(
    records: QuerySet, pages: type[Page], keys: Collection[UUID]
) -> tuple[dict[UUID, Any], list[Page], Names]:
    """Live records with these keys, the pages of all languages that show them to anybody, and whom they name."""
    live = {record.translation_key: record for record in records.live().filter(translation_key__in=keys)}
    public = pages.objects.live().public().filter(translation_key__in=list(live))
    names = Names(
        people={key for record in live.values() for key in record.teachers},
        themes={key for record in live.values() for key in record.themes},
    )
    return live, list(public.select_related("locale", "alias_of__locale").order_by("pk")), names
