"""A page as the frame sees it."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page

from home.frame import Social, Subject
from home.links import Link, path_of
from home.pages.lineage import Lineage
from home.pictures import shared_picture
from home.sharing.pictures import address_of_page, picture_of_page
from home.site_frame import SiteFrame

INSTEAD_OF = "instead_of"


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
        question = self.request.GET.copy()
        question.pop(INSTEAD_OF, None)
        asked = question.urlencode()
        elsewhere = f"{INSTEAD_OF}={self.page.pk}"  # it says so there
        found = self.lineage.languages.items()
        asks = {code: asked if there.exact else elsewhere for code, there in found}
        return {code: f"{there.url}?{asks[code]}" if asks[code] else there.url for code, there in found}

    def instead_of(self) -> Link | None:
        key = self.request.GET.get(INSTEAD_OF, "")
        if not (key.isascii() and key.isdecimal() and len(key) < 10):
            return None
        page = Page.objects.live().public().filter(pk=key).select_related("locale").first()
        if page is None or page.locale_id == self.page.locale_id:
            return None
        return Link(path_of(page, self.request), page.title, page.locale.language_code)

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
