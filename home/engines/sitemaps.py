"""Maps of the site for search engines, one for each language, with the same page in the others."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from home.engines.queries import LANGUAGES, Listed, everything
from home.frame import alternates_of


class LanguageSitemap(Sitemap):
    """What may be listed in one language. Its addresses are those that heads of pages name as canonical."""

    def __init__(self, language: str, known: list[Listed]) -> None:
        self.language = language
        self.known = [one for one in known if language in one.paths]

    def items(self) -> list[Listed]:
        return self.known

    def location(self, item: Listed) -> str:
        return item.paths[self.language]

    def lastmod(self, item: Listed) -> datetime | None:
        return item.changed.get(self.language)

    def get_latest_lastmod(self) -> datetime | None:
        return max((moment for one in self.known if (moment := self.lastmod(one))), default=None)

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_urls(self, page: int = 1, site=None, protocol: str | None = None) -> list[dict]:
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            others = alternates_of(url["item"].paths)
            url["alternates"] = [{"lang_code": one.code, "location": one.url} for one in others]
        return urls


def sitemaps() -> dict[str, LanguageSitemap]:
    """The map of each language, all from one look at the tree."""
    known = everything()
    return {code: LanguageSitemap(code, known) for code in LANGUAGES}
