"""The people's own pages as the frame sees them: the same address in every language."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.frame import Social, Subject
from home.pictures import shared_picture
from home.snippets import Person


class PeopleSubject(Subject):
    """The list of people, in every language."""

    @property
    def canonical(self) -> str:
        return self.request.path

    @property
    def social(self) -> Social:
        return Social(_("People who teach"), "")

    def alternates(self) -> dict[str, str]:
        return {code: url.partition("?")[0] for code, url in self.languages().items()}


class PersonSubject(PeopleSubject):
    """Somebody's page."""

    def __init__(self, request: HttpRequest, person: Person) -> None:
        super().__init__(request)
        self.person = person

    @property
    def social(self) -> Social:
        about = Truncator(f"{self.person.role}. {self.person.bio}").chars(160)
        return Social(self.person.name, about, shared_picture(self.person.portrait))
