"""An article in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from home.pages.structured import full, house, person
from home.pictures import shared_picture
from home.snippets import Person

if TYPE_CHECKING:
    from home.journal.pages import ArticlePage


def structured(page: ArticlePage, *, author: Person | None, path: str) -> dict:
    """https://developers.google.com/search/docs/appearance/structured-data/article"""
    changed = page.last_published_at
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "url": full(path),
        "image": [shared_picture(page.social_picture)],
        "inLanguage": page.locale.language_code,
        "datePublished": page.date.isoformat(),
        "dateModified": changed and changed.isoformat(),
        "author": person(author) if author else house(),
        "publisher": house(),
    }
