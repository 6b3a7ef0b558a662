"""Which state of the listings of a language this is, so that each process knows what it keeps of an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import F

from search.models import Edition

Made = TypeVar("Made")


def edition_of(language: str) -> Edition:
    """The present one; one query."""
    return Edition.objects.filter(pk=language).first() or Edition(language=language)


def rise(languages: Collection[str]) -> dict[str, int]:
    """The number that what is written now bears, by language; others who write there wait for the caller's end."""
    Edition.objects.bulk_create([Edition(language=language) for language in sorted(languages)], ignore_conflicts=True)
    for language in sorted(languages):  # in one order, so that nobody waits crosswise
        Edition.objects.filter(pk=language).update(number=F("number") + 1)
    return dict(Edition.objects.filter(pk__in=languages).values_list("language", "number"))


def note(*, words: Collection[str], gone: Collection[str]) -> None:
    """Say in which of the languages that have risen other words stand now, and in which something is gone."""
    for name, languages in (("words", words), ("gone", gone)):
        if languages:
            Edition.objects.filter(pk__in=languages).update(**{name: F("number")})


class Kept(Generic[Made]):
    """What a process makes of the listings of a language and keeps until they have changed.

    `make` gets the edition, and what was made of an older one with that older one, if there is any.
    """

    def __init__(
        self,
        make: Callable[[Edition, tuple[Edition, Made] | None], Made],
        *,
        counts: Callable[[Edition], int] = lambda edition: edition.number,
    ) -> None:
        self._make, self._counts = make, counts
        self._kept: dict[str, tuple[Edition, Made]] = {}
        self._locks: dict[str, Lock] = defaultdict(Lock)

    def of(self, language: str) -> Made:
        """As it is now; who comes while it is made waits for it."""
        edition = edition_of(language)
        with self._locks[language]:
            before = self._kept.get(language)
            # Another origin is another database, or one that began again.
            before = before if before and before[0].origin == edition.origin else None
            if before is None or self._counts(before[0]) != self._counts(edition):
                before = self._kept[language] = edition, self._make(edition, before)
            return before[1]
