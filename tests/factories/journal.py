"""Articles as editors write them: pages below the journal.

`make_article("What the beekeeper knows", author=make_person("Bela"), themes=[make_theme("Nature")])`
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.text import slugify

from home.journal.pages import ArticlePage, JournalIndexPage
from home.journal.rows import ArticleTheme
from home.snippets import Theme
from tests.factories.courses import make_home, make_locale, publish
from tests.factories.pages import stream


def make_journal() -> JournalIndexPage:
    """The list of articles, in English."""
    index = JournalIndexPage.objects.filter(locale=make_locale()).first()
    return index or make_home().add_child(instance=JournalIndexPage(title="Journal", slug="journal"))


def draft_article(
    title: str = "Why we count breaths", text: str = "One, two.", *, themes: Collection[Theme] = (), **fields
) -> ArticlePage:
    """An article that nobody has published yet."""
    fields = {"summary": "Somebody counts.", "body": stream(("text", f"<p>{text}</p>")), **fields}
    page = ArticlePage(title=title, slug=slugify(title), live=False, **fields)
    page.themes = [ArticleTheme(theme=theme) for theme in themes]
    return make_journal().add_child(instance=page)


def make_article(title: str = "Why we count breaths", text: str = "One, two.", **wishes) -> ArticlePage:
    """A published article; takes what `draft_article` takes."""
    return publish(draft_article(title, text, **wishes))
