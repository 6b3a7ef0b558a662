"""Makes the demonstration shop out of the files beside it. Repeatable: what is there already is brought up to date."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from demo import indexes
from demo.loader import (
    courses,
    events,
    files,
    first_page,
    frame,
    languages,
    pages,
    people,
    pictures,
    products,
    purchases,
    renditions,
    translations,
    users,
    waiting,
    whatsapp,
)
from search import operations as search


def load(*, say: Callable[[str], None]) -> None:
    """Write everything that the demonstration shows, in the order in which it builds on each other."""
    at = timezone.now()
    logging.getLogger("wagtail").setLevel(logging.WARNING)  # it has a line for each page
    with renditions.drawn_meanwhile():
        with indexes.written_later():
            say("  people, pictures and recordings")
            with transaction.atomic():
                languages.load()
                users.load()
                whatsapp.load()
                pictures.load()
                files.load()
                people.load()
            say("  pages in English")
            with transaction.atomic():
                home = first_page.begin()
                pages.load(home)
                courses.load(home, at=at)
                events.load(home, at=at)
                products.load(home, at=at)
                first_page.finish(home)
                frame.load()
            waiting.load(at=at)
            purchases.load(at=at)  # it speaks with the payment supplier, so in no transaction
            say("  the other languages")
            with transaction.atomic():
                languages.follow(home)
            translations.load()
            say("  what the search knows")
            search.rebuild(at=at)
        say("  pictures in the sizes that pages ask for")
