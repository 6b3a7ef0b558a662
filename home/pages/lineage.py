"""Where a page stands, in every language at once: the way up, the same page elsewhere, who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from home.links import Link, path_of

FIRST_PAGES = 2  # the depth below Wagtail's own root at which each language's tree begins


def written_in(page: Page) -> str:
    """The language of its words: an alias shows those of another page."""
    return (page.alias_of or page).locale.language_code


@dataclass(frozen=True)
class Translated:
    """A page in one language, or the nearest thing to it."""

    url: str
    exact: bool  # False: the nearest page above that exists there
    written: bool  # False: it stands there, but with another language's words


def family_of(trail: QuerySet) -> list[Page]:
    """These pages and all their translations, from the top down, in one query."""
    closed = PageViewRestriction.objects.filter(page_id=Coalesce(OuterRef("alias_of_id"), OuterRef("pk")))
    family = Page.objects.filter(translation_key__in=trail.values("translation_key"), depth__gte=FIRST_PAGES)
    family = family.annotate(closed=Exists(closed)).select_related("locale", "alias_of__locale")
    return list(family.order_by("depth", "path"))


def _not_the_readers(row: Page) -> str:
    """The language of a page's words where it is not the reader's."""
    written = (row.alias_of or row).locale.language_code
    return "" if written == get_language() else written


class Lineage:
    """A page among the pages above it and all their translations."""

    def __init__(self, page: Page, family: list[Page], request: HttpRequest | None = None) -> None:
        self.page = page
        self._family = family
        self._request = request

    @classmethod
    def of(cls, page: Page, request: HttpRequest | None = None) -> Lineage:
        """For a page that is at hand, such as one being previewed."""
        return cls(page, family_of(Page.objects.ancestor_of(page, inclusive=True)), request)

    @cached_property
    def _way(self) -> list[Page]:
        """The pages from the first one down to this one."""
        return [row for row in self._family if self.page.path.startswith(row.path)]

    @cached_property
    def trail(self) -> list[Link]:
        """The way here in links, this page last and without one."""
        above = [row for row in self._way if row.live and row.pk != self.page.pk]
        way = [Link(path_of(row, self._request), row.title, _not_the_readers(row)) for row in above]
        return [*way, Link("", self.page.title, "" if self.written_in == get_language() else self.written_in)]

    @cached_property
    def languages(self) -> dict[str, Translated]:
        """By language, where readers of it find this page. A language without any page has no entry."""
        nearest = {row.locale.language_code: row for row in self._family if row.live}
        return {
            code: Translated(
                path_of(nearest[code], self._request),
                exact=nearest[code].translation_key == self.page.translation_key,
                written=nearest[code].alias_of_id is None,
            )
            for code, _name in settings.LANGUAGES
            if code in nearest
        }

    @cached_property
    def _source(self) -> Page:
        """The page whose words these are: an alias shows another's."""
        return (self._way[-1].alias_of if self._way else None) or self.page

    @property
    def written_in(self) -> str:
        """The language of the words."""
        return self._source.locale.language_code

    @property
    def is_alias(self) -> bool:
        """Whether these are the words of another language, since nobody has translated them yet."""
        return self._source.pk != self.page.pk

    @property
    def path(self) -> str:
        """The page's own address, without the host."""
        return path_of(self.page, self._request)

    @cached_property
    def is_open(self) -> bool:
        """Whether nobody has closed this page, or one above it, to some visitors."""
        return not any(row.closed or (row.alias_of and row.alias_of.alias_of_id) for row in self._way)
