"""A small index, written without pages, and what is asked of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from outbox.runner import run_due
from search import writing
from search.documents import Document, Named, Place
from search.engine import Found, Question, engine
from search.models import Thing


def make_listing(title: str, *, kind: str = "course", language: str = "en", **facts) -> Document:
    """Something that can be found."""
    now = timezone.now()
    thing = Thing.objects.create(kind=kind, key=uuid4(), wanted=1)
    facts = {"written": language, "number": thing.pk, "published_at": now, **facts}
    document = Document(key=thing.key, language=language, title=title, **facts)
    writing.write([thing], [document], at=now)
    return document


def run() -> None:
    """Everything that is due in the background, with what follows from it."""
    while run_due():
        pass


def person(name: str) -> Named:
    return Named(name.split()[0].lower(), name, str(uuid4()))


def theme(title: str) -> Named:
    return Named(title.lower(), title, str(uuid4()))


def town(city: str, north: float, east: float) -> Place:
    return Place(city.lower(), city, latitude=north, longitude=east)


def days(first: date, nights: int = 0) -> tuple[date, date]:
    return first, first + timedelta(days=nights)


@pytest.fixture
def ask():
    """Ask the engine, and get its whole answer."""

    def asking(words: str = "", language: str = "en", **wishes) -> Found:
        wishes = {"currency": "EUR", "at": timezone.now(), **wishes}
        return engine().search(Question(words, language, **wishes))

    return asking


@pytest.fixture
def titles(ask):
    """Ask the engine, and get the titles."""
    return lambda *words, **wishes: [said(hit.title) for hit in ask(*words, **wishes).hits]


def said(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def found_in(pieces) -> list[str]:
    """The words that are marked as found."""
    return [piece.text for piece in pieces if piece.found]
