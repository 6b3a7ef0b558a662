"""Makes the demonstration shop out of the files beside it. Repeatable: what is there already is brought up to date."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from demo import indexes
from demo.loader import (
    courses,
    events,
    files,
    first_page,
    frame,
    journal,
    languages,
    pages,
    people,
    pictures,
    products,
    purchases,
    renditions,
    reviews,
    translations,
    users,
    venues,
    waiting,
    whatsapp,
)
from search import operations as search


def load(*, say: Callable[[str], None], kept: bool = False) -> None:
    """Write everything that the demonstration shows. What is `kept` ready need not be looked through again."""
    at = timezone.now()
    logging.getLogger("wagtail").setLevel(logging.WARNING)  # it has a line for each page
    with renditions.drawn_meanwhile():
        with indexes.written_later():
            if kept:
                say("  files that pages name")
                pictures.put_back()
                files.put_back()
                products.put_back_files()
            else:
                _write_what_lasts(say=say, at=at)
            _write_what_has_dates(say=say, at=at)
            say("  what the search knows")
            search.rebuild(at=at)
        say("  pictures in the sizes that pages ask for")


def load_what_lasts(*, say: Callable[[str], None]) -> None:
    """Write what is the same on every day, to be kept ready (`demo.kept`)."""
    logging.getLogger("wagtail").setLevel(logging.WARNING)
    with indexes.written_later():
        _write_what_lasts(say=say, at=timezone.now())


def _write_what_lasts(*, say: Callable[[str], None], at: datetime) -> None:
    say("  people, pictures and recordings")
    with transaction.atomic():
        languages.load()
        whatsapp.load()
        pictures.load()
        files.load()
        people.load()
        venues.load()
    say("  pages in English")
    with transaction.atomic():
        home = first_page.begin()
        pages.load(home)
        courses.load(home, at=at)
        events.load(home, at=at)
        products.load(home, at=at)
        journal.load(home, at=at)
        first_page.finish(home)
        frame.load()
    say("  the other languages")
    with transaction.atomic():
        languages.follow(home)
    translations.load()


def _write_what_has_dates(*, say: Callable[[str], None], at: datetime) -> None:
    say("  people who sign in, dates, and what was bought")
    with transaction.atomic():
        users.load()
        courses.load_sales(at=at)
        products.load_sales(at=at)
        events.load_dates(at=at)
        translations.take_up_dates()
    waiting.load(at=at)
    purchases.load(at=at)  # it speaks with the payment supplier, so in no transaction
    reviews.load(at=at)
