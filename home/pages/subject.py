"""A page as the frame sees it."""

from __future__ import annotations

from django.http import HttpRequest

from home.frame import Social, Subject
from home.pages.lineage import Lineage
from home.pictures import shared_picture


class PageSubject(Subject):
    """Languages, addresses and words for sharing come from the page and its translations."""

    def __init__(self, request: HttpRequest, page, lineage: Lineage) -> None:
        super().__init__(request)
        self.page = page
        self.lineage = lineage

    @property
    def canonical(self) -> str:
        return self.lineage.canonical

    @property
    def robots(self) -> str:
        return "noindex" if self.page.hidden else ""

    def languages(self) -> dict[str, str]:
        asked = self.request.META.get("QUERY_STRING", "")
        return {
            code: f"{there.url}?{asked}" if asked and there.exact else there.url
            for code, there in self.lineage.languages.items()
        }

    def alternates(self) -> dict[str, str]:
        languages = self.lineage.languages.items()
        return {code: there.url for code, there in languages if there.exact and there.written}

    @property
    def social(self) -> Social:
        title = self.page.seo_title or self.page.title
        return Social(title, self.page.description, shared_picture(self.page.social_picture))
