"""Another engine in front of the database's own: while it is away, the database answers, and nobody is alarmed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from search.database.engine import DatabaseEngine
from search.engine import Engine, EngineDown, Found, Gone, Question
from search.models import Listing

PAUSE = 10  # seconds in which an engine that was away is not asked again

logger = logging.getLogger(__name__)
_away_until = 0.0


class SpareEngine:
    """Asks the engine that SEARCH_ENGINE_FIRST names, and the database where that does not answer.

    What changes is told to the first alone, whose failure is its job's; the database's words are always there.
    """

    def __init__(self) -> None:
        self.first: Engine = import_string(settings.SEARCH_ENGINE_FIRST)()

    def search(self, question: Question) -> Found:
        """By the first that answers."""
        global _away_until
        if time.monotonic() >= _away_until:
            try:
                return self.first.search(question)
            except EngineDown as error:
                _away_until = time.monotonic() + PAUSE
                logger.warning("The search engine is away, the database answers: %s", error)
        return DatabaseEngine().search(question)

    def take_over(self, listings: Iterable[Listing], gone: Iterable[Gone]) -> None:
        self.first.take_over(listings, gone)

    def rebuild(self, listings: Iterable[Listing]) -> None:
        """Both: the words in the database are there, only their number is not known yet."""
        DatabaseEngine().rebuild(())
        self.first.rebuild(listings)

    def answers(self) -> bool:
        """Whether the first does."""
        return self.first.answers()
