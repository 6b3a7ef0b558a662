"""One article as its page shows it: who wrote it, what it is about, and what to read next."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from home.blocks import Gathering
from home.cards import Card
from home.journal import queries, words
from home.journal.pages import ArticlePage
from home.links import Link, path_of
from home.pages.lineage import written_in
from home.snippets import Person, Theme

MOST_RELATED = 3


class Article:
    """What the template asks for, in a fixed number of queries."""

    def __init__(self, page: ArticlePage, request: HttpRequest, gathered: Gathering, trail: list[Link]) -> None:
        self.page = page
        self.request = request
        self.language = get_language()
        self.author: Person | None = gathered.person(page.author)
        self._others = queries.articles(self.language).exclude(pk=page.pk)
        self._keys = [str(row.theme.translation_key) for row in page.themes.select_related("theme")]
        self._trail = trail

    @property
    def written_on(self) -> str:
        return words.written_on(self.page.date)

    @property
    def time_to_read(self) -> str:
        return words.time_to_read(self.page.minutes)

    @cached_property
    def _themes(self) -> list[Theme]:
        found = Theme.objects.filter(translation_key__in=self._keys).in_language(self.language)
        by_key = {str(key): theme for key, theme in found.items()}
        return [by_key[key] for key in self._keys if key in by_key]

    @property
    def hue(self) -> str:
        return self._themes[0].hue if self._themes else Theme.Hue.SAFFRON

    @property
    def themes(self) -> list[Link]:
        """What it is about, each leading to everything on it."""
        return [Link(f"{self.list_url}?theme={theme.code}", theme.title) for theme in self._themes]

    @property
    def list_url(self) -> str:
        """Where all articles are."""
        return self._trail[-2].url if len(self._trail) > 1 else ""

    @cached_property
    def related(self) -> list[Card]:
        """Others on its themes, the newest first."""
        if not self._keys:
            return []
        pages = queries.on_themes(self._keys, self._others)[:MOST_RELATED]
        rows = queries.shown(pages, language=self.language)
        return queries.cards_of(rows, language=self.language, request=self.request)

    @cached_property
    def _before_and_after(self) -> tuple[Link | None, Link | None]:
        before, after = queries.before_and_after(self.page, self._others.select_related("locale", "alias_of__locale"))
        return self._link(before), self._link(after)

    @property
    def before(self) -> Link | None:
        return self._before_and_after[0]

    @property
    def after(self) -> Link | None:
        return self._before_and_after[1]

    def _link(self, page: Page | None) -> Link | None:
        if page is None:
            return None
        written = written_in(page)
        return Link(path_of(page, self.request), page.title, "" if written == self.language else written)
