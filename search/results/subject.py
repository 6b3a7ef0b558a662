"""The page of results as the frame sees it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.frame import Social, Subject


class SearchSubject(Subject):
    """The same address in every language; nothing for other search engines to list."""

    robots = "noindex"

    def __init__(self, request: HttpRequest, words: str) -> None:
        super().__init__(request)
        self.words = words

    @property
    def social(self) -> Social:
        return Social(_("Search: %(words)s") % {"words": self.words} if self.words else _("Search"), "")
