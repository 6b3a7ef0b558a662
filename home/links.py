"""Ways to pages, each in the reader's language: a chosen page stands for all its translations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Link:
    """Where something leads, and its words."""

    url: str
    label: str
    language: str = ""  # only where the label is not in the reader's


def path_of(page: Page, request: HttpRequest | None = None) -> str:
    """The page's address without the host; empty where it stands outside the site."""
    parts = page.get_url_parts(request)
    return (parts and parts[2]) or ""


def links_to_pages(ids: Collection[int], *, language: str, request: HttpRequest | None = None) -> dict[int, Link]:
    """Each chosen page as it is found in that language, in one query; the page itself where it has no translation.

    What is not published has no link.
    """
    chosen = Page.objects.filter(pk__in=ids)
    same_words = Q(translation_key__in=chosen.values("translation_key"), locale__language_code=language)
    found = Page.objects.filter(same_words | Q(pk__in=ids)).select_related("locale", "alias_of__locale")
    by_id = {page.pk: page for page in found}
    in_language = {page.translation_key: page for page in found if page.live and page.locale.language_code == language}
    links = {}
    for pk in ids:
        page = by_id.get(pk)
        shown = page and in_language.get(page.translation_key, page)
        if shown and shown.live and (url := path_of(shown, request)):
            written = (shown.alias_of or shown).locale.language_code
            links[pk] = Link(url, shown.title, "" if written == language else written)
    return links
