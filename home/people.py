"""The people's own pages as the frame sees them: the same address in every language."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.frame import OpenPlace, Social
from home.pages.structured import full, house
from home.pictures import shared_picture
from home.sharing.pictures import address_of_person, picture_of_person
from home.site_frame import SiteFrame
from home.snippets import Person


class PeopleSubject(OpenPlace):
    """The list of people, in every language."""

    @property
    def social(self) -> Social:
        return Social(_("People who teach"), "")


class PersonSubject(OpenPlace):
    """Somebody's page, in the languages in which there are words about them."""

    def __init__(self, request: HttpRequest, person: Person, written: Collection[str]) -> None:
        super().__init__(request)
        self.person = person
        self.written = written

    @property
    def robots(self) -> str:
        return "" if get_language() in self.written else "noindex, follow"

    @property
    def canonical(self) -> str:
        return "" if self.robots else super().canonical

    def alternates(self) -> dict[str, str]:
        return {} if self.robots else {code: url for code, url in super().alternates().items() if code in self.written}

    @property
    def about(self) -> str:
        """Who it is, in as many letters as search engines show."""
        return Truncator(f"{self.person.role}. {self.person.bio}").chars(160)

    @property
    def social(self) -> Social:
        return Social(self.person.name, self.about)

    def picture(self, brand: SiteFrame) -> str:
        return address_of_person(self.person.code, picture_of_person(self.person, brand))

    @property
    def thing(self) -> dict:
        """Them, in the words of schema.org: https://developers.google.com/search/docs/appearance/structured-data/profile-page"""
        someone = self.person
        said = {
            "@type": "Person",
            "name": someone.name,
            "jobTitle": someone.role,
            "description": self.about,
            "worksFor": house(),
            "url": full(self.request.path),
            "image": shared_picture(someone.portrait),
        }
        return {"@type": "ProfilePage", "inLanguage": someone.locale.language_code, "mainEntity": said}
