"""What of the house itself can be found: pages of words, and people who teach."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from home.cards import Card, CardQuery
from home.pages import StandardPage
from home.pages.lineage import written_in
from home.pictures import card_image, with_card_pictures
from home.snippets import Person, best_in
from search.documents import Document, Kind, Named
from search.reading import words_of

PAGE, PERSON = "page", "person"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def page_keys() -> Iterable[UUID]:
    return StandardPage.objects.values_list("translation_key", flat=True).distinct()


def read_pages(keys: Collection[UUID], at: datetime) -> list[Document]:
    pages = StandardPage.objects.live().public().filter(translation_key__in=keys)
    pages = list(pages.select_related("locale", "alias_of__locale").order_by("pk"))
    return [
        Document(
            key=page.translation_key,
            language=page.locale.language_code,
            written=written_in(page),
            number=page.pk,
            title=page.title,
            summary=page.summary,
            text=words_of(page.body),
            published_at=page.first_published_at,
        )
        for page in pages
    ]


def page_cards(numbers: list[int], query: CardQuery) -> dict[int, Card]:
    roots = query.request or SimpleNamespace()
    found = {}
    pages = StandardPage.objects.live().filter(pk__in=numbers).select_related("locale", "alias_of__locale")
    for page in pages:
        parts, written = page.get_url_parts(roots), written_in(page)
        found[page.pk] = Card(
            key=f"page:{page.pk}",
            kind=PAGE,
            kind_label=_("Good to know"),
            url=(parts and parts[2]) or "",
            title=page.title,
            language="" if written == query.language else written,
        )
    return found


def person_keys() -> Iterable[UUID]:
    return Person.objects.values_list("translation_key", flat=True).distinct()


def read_people(keys: Collection[UUID], at: datetime) -> list[Document]:
    rows = list(Person.objects.filter(translation_key__in=keys).select_related("locale"))
    return [
        Document(
            key=person.translation_key,
            language=language,
            written=person.locale.language_code,
            number=person.pk,
            title=person.name,
            summary=person.role,
            text=f"{person.bio} {person.quote}",
            teachers=(Named(person.code, person.name, str(person.translation_key)),),
        )
        for language in LANGUAGES
        for person in best_in(language, rows).values()
    ]


def person_cards(numbers: list[int], query: CardQuery) -> dict[int, Card]:
    people = list(Person.objects.filter(pk__in=numbers).select_related("portrait", "locale"))
    with_card_pictures(person.portrait for person in people)
    with override(query.language):
        return {
            person.pk: Card(
                key=f"person:{person.code}",
                kind=PERSON,
                kind_label=person.role,
                url=reverse("home:person", args=[person.code]),
                title=person.name,
                image=card_image(person.portrait),
                language="" if person.locale.language_code == query.language else person.locale.language_code,
            )
            for person in people
        }


def nothing(card: str) -> list[UUID]:
    """Their changes are heard of by themselves, not by cards."""
    return []


KINDS = [
    Kind(PERSON, gettext_lazy("People"), person_keys, read_people, nothing, person_cards),
    Kind(PAGE, gettext_lazy("Good to know"), page_keys, read_pages, nothing, page_cards),
]
