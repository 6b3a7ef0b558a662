"""What the blocks of a page need from elsewhere, fetched together: more blocks ask no more queries."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from home.cards import Card, cards_by_page, cards_from, query_for
from home.links import Link, links_to_pages
from home.pictures import with_renditions
from home.snippets import Person, people_in
from media.models import Captions, PrivateFile


class Gathering:
    """Asked first by every block, fetched once, read by the blocks' templates."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.request = request
        self.language = get_language()
        self._pages: set[int] = set()
        self._card_pages: list[int] = []
        self._sources: dict[str, int] = {}
        self._people: dict[int, set[str]] = {}
        self._pictures: list = []
        self._images: dict[int, AbstractImage] = {}
        self._files: set[int] = set()
        self.links: dict[int, Link] = {}
        self._cards: dict[int, Card] = {}
        self._lists: dict[str, list[Card]] = {}
        self._persons: dict[int, Person] = {}
        self._recordings: dict[int, PrivateFile] = {}

    # Asking ---------------------------------------------------------------------

    def want_page(self, page) -> None:
        """A chosen page, or its key."""
        if key := key_of(page):
            self._pages.add(key)

    def want_pages(self, keys: Iterable[int]) -> None:
        self._pages |= set(keys)

    def ask_blocks(self, streams: Iterable[StreamValue]) -> None:
        """Let every block of these streams say what it needs."""
        for stream in streams:
            for child in stream:
                if ask := getattr(child.block, "ask", None):
                    ask(child.value, self)

    def want_cards(self, pages: Iterable, source: str, limit: int) -> None:
        self._card_pages += [page.pk for page in pages if page]
        if source:
            self._sources[source] = max(limit, self._sources.get(source, 0))

    def want_person(self, person, use: str) -> None:
        """Somebody who was chosen, and their portrait for that use."""
        if person:
            self._people.setdefault(person.pk, set()).add(use)

    def want_file(self, file) -> None:
        if file:
            self._files.add(file.pk)

    def want_picture(self, image, use: str) -> None:
        """A picture that was chosen, by its key or whole, and its renditions for that use."""
        if image:
            self._pictures.append((image, use))

    # Fetching ---------------------------------------------------------------------

    def fetch(self) -> Gathering:
        """One query for each kind of thing that was asked for."""
        if self._pages:
            self.links = links_to_pages(self._pages, language=self.language, request=self.request)
        if self._card_pages:
            chosen = list(dict.fromkeys(self._card_pages))
            self._cards = cards_by_page(chosen, query_for(self.request, limit=len(chosen)))
        self._lists = {
            name: cards_from(name, query_for(self.request, limit=limit)) for name, limit in self._sources.items()
        }
        if self._people:
            self._persons = people_in(self.language, ids=self._people)
            for pk, person in self._persons.items():
                for use in self._people[pk]:
                    self.want_picture(person.portrait, use)
        if self._files:
            files = PrivateFile.objects.prefetch_related(Prefetch("captions", Captions.objects.order_by("language")))
            self._recordings = files.in_bulk(self._files)
        self._images = with_renditions(self._pictures)
        return self

    # Reading ------------------------------------------------------------------------

    def link(self, page) -> Link | None:
        """The way to a chosen page, in the reader's language; none where it is not published."""
        return self.links.get(key_of(page))

    def cards(self, pages: Iterable, source: str, limit: int) -> list[Card]:
        if source:
            return self._lists.get(source, [])[:limit]
        return [self._cards[page.pk] for page in pages if page and page.pk in self._cards]

    def person(self, person: Person | None) -> Person | None:
        """Somebody as the reader's language has them."""
        return self._persons.get(person.pk) if person else None

    def image(self, image) -> AbstractImage | None:
        """A chosen picture, whole."""
        return self._images.get(image.pk) if image else None

    def file(self, file) -> PrivateFile | None:
        """A chosen recording, whole, with its captions."""
        return self._recordings.get(file.pk) if file else None

    def captions(self, file) -> list[Captions]:
        """A file's captions, those in the reader's language first."""
        return sorted(file.captions.all(), key=lambda track: track.language != self.language)


def key_of(thing) -> int | None:
    """The key of something that was chosen, or the key itself."""
    return getattr(thing, "pk", thing)
