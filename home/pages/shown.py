"""Which page of a record readers of a language see, in lists."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from home.pages.records import PageRecord
from home.pages.rows import ThemeRow


def pages_in(
    model: type[Page],
    records: Iterable[PageRecord],
    *,
    themes: type[ThemeRow],
    picture: str,
    language: str,
    fallback: bool = False,
) -> dict[UUID, Page]:
    """The published page of each record in a language, with what cards need of it, in one query.

    `hue` on it is the colour of its first theme. With `fallback`, the page in which a record was written stands in.
    """
    sources = {record.translation_key: record.source_language for record in records}
    theme = themes.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    pages = model.objects.live().filter(translation_key__in=list(sources)).select_related(picture, "locale")
    if not fallback:
        pages = pages.filter(locale__language_code=language)
    pages = pages.annotate(hue=Subquery(theme.values("theme__hue")[:1])).only(
        *("title", "slug", "url_path", "path", "depth", "translation_key", "alias_of_id", "live"),
        *("locale__language_code", "summary", "outcome", picture),
    )
    # The reader's own language comes last, and so is what stays.
    own = sorted(pages, key=lambda page: (page.locale.language_code == language, page.pk))
    useful = (page for page in own if page.locale.language_code in (language, sources[page.translation_key]))
    return {page.translation_key: page for page in useful}
