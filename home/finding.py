"""From an address to its page: two queries, where Wagtail asks once or twice for each step of the way."""

from __future__ import annotations

from itertools import accumulate

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from home.pages import BasePage
from home.pages.lineage import Lineage, family_of


def find_page(request: HttpRequest, path: str) -> RouteResult | None:
    """The published page of ours at that path in the active language; none where Wagtail should look itself."""
    root = _root_of(request)
    steps = [f"{step}/" for step in path.split("/") if step]
    if root is None:
        return None
    family = family_of(Page.objects.filter(url_path__in=list(accumulate([root, *steps]))))
    row = next((row for row in family if row.url_path == root + "".join(steps)), None)
    kind = row and row.live and row.specific_class
    if not kind or not issubclass(kind, BasePage):
        return None
    page = kind.objects.select_related(*kind.fetched_with).get(pk=row.pk)
    page.lineage = Lineage(page, family, request)
    return RouteResult(page)


def elsewhere(request: HttpRequest) -> list[Page]:
    """Open pages that stand at this address in the tree of another language, whether or not readers of this one have
    them; one query."""
    here, _slash, path = request.path_info.lstrip("/").partition("/")
    path = f"{path.strip('/')}/"
    roots = [root for root in Page()._get_site_root_paths(request) if root.language_code != here]
    if not roots or path == "/" or "\x00" in path:
        return []
    same = Page.objects.live().public().filter(url_path__in=[f"{root.root_path}{path}" for root in roots])
    return list(same.select_related("locale").order_by("pk"))


def in_this_language(pages: list[Page]) -> Page | None:
    """The translation of one of these pages into the active language, where it is published."""
    keys = [page.translation_key for page in pages]
    translations = Page.objects.live().filter(translation_key__in=keys, locale__language_code=get_language())
    return translations.order_by("pk").first() if keys else None


def _root_of(request: HttpRequest) -> str | None:
    """Where the tree of the active language begins; none where there is no such tree."""
    roots = [root for root in Page()._get_site_root_paths(request) if root.language_code == get_language()]
    if len({root.site_id for root in roots}) > 1:
        site = Site.find_for_request(request)
        roots = [root for root in roots if site and root.site_id == site.pk]
    return roots[0].root_path if roots else None
