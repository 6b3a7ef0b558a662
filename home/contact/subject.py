"""The contact form as the frame sees it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from home.frame import OpenPlace, Social


class ContactSubject(OpenPlace):
    """One may come to it from a search engine; with a topic it is the same page."""

    @property
    def social(self) -> Social:
        return Social(_("Contact form"), "")
