"""A page as the frame sees it."""

from __future__ import annotations

from django.http import HttpRequest

from home.frame import Social, Subject
from home.pages.lineage import Lineage
from home.pictures import shared_picture
from home.sharing.pictures import address_of_page, picture_of_page
from home.site_frame import SiteFrame


class PageSubject(Subject):
    """Languages, addresses and words for sharing come from the page and its translations."""

    def __init__(self, request: HttpRequest, page, lineage: Lineage) -> None:
        super().__init__(request)
        self.page = page
        self.lineage = lineage

    @property
    def canonical(self) -> str:
        """The address under which it counts; none where it shall not count."""
        return "" if self.robots else f"{self.lineage.path}{self.page.counts_as}"

    @property
    def robots(self) -> str:
        return "noindex, follow" if self.page.kept_out or self.lineage.is_alias else ""

    def languages(self) -> dict[str, str]:
        asked = self.request.META.get("QUERY_STRING", "")
        return {
            code: f"{there.url}?{asked}" if asked and there.exact else there.url
            for code, there in self.lineage.languages.items()
        }

    def alternates(self) -> dict[str, str]:
        # The second page of a list has no counterpart: lists are not of one length in all languages.
        if self.robots or self.page.counts_as:
            return {}
        languages = self.lineage.languages.items()
        return {code: there.url for code, there in languages if there.exact and there.written}

    @property
    def social(self) -> Social:
        return Social(self.page.seo_title or self.page.title, self.page.description)

    def picture(self, brand: SiteFrame) -> str:
        # Whoever has chosen a picture for sharing has composed it.
        if self.page.social_image:
            return shared_picture(self.page.social_image)
        picture = picture_of_page(self.page, brand, language=self.lineage.written_in)
        return address_of_page(self.page.pk, picture) if self.page.pk else ""
