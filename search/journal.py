"""Articles of the journal as the search finds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy

from home.journal import queries
from home.journal.pages import ArticlePage
from home.pages.lineage import written_in
from search.documents import Document, Kind
from search.reading import Names, words_of

ARTICLE = "article"


def keys() -> Iterable[UUID]:
    return ArticlePage.objects.values_list("translation_key", flat=True).distinct()


def read(keys: Collection[UUID], at: datetime) -> list[Document]:
    pages = ArticlePage.objects.live().public().filter(translation_key__in=keys)
    pages = pages.annotate(author_key=F("author__translation_key")).select_related("locale", "alias_of__locale")
    pages = list(pages.order_by("pk"))
    themes = {pk: [key for key, _hue in found] for pk, found in queries.themes_of(pages).items()}
    authors = {page.pk: [str(page.author_key)] if page.author_key else [] for page in pages}
    names = Names(
        people={key for found in authors.values() for key in found},
        themes={key for found in themes.values() for key in found},
    )
    return [
        Document(
            key=page.translation_key,
            language=page.locale.language_code,
            written=written_in(page),
            number=page.pk,
            title=page.title,
            summary=page.summary,
            text=words_of(page.body),
            teachers=names.people(authors[page.pk], language=page.locale.language_code),
            themes=names.themes(themes.get(page.pk, []), language=page.locale.language_code),
            published_at=datetime.combine(page.date, time(), UTC),
        )
        for page in pages
    ]


def things(card: str) -> list[UUID]:
    kind, _colon, key = card.partition(":")
    return [UUID(key)] if kind == ARTICLE else []


KIND = Kind(ARTICLE, gettext_lazy("Articles"), keys, read, things, queries.of_pages)
