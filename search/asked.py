"""Keeping which words people search for, so that editors learn what is missing. Never by whom."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F

from search.models import Asked

KEPT = timedelta(days=180)
MOST_LETTERS = 60
# An address or a number of somebody's is nobody else's business.
OF_SOMEBODY = re.compile(r"@|\d{4}")

logger = logging.getLogger(__name__)


def note_asked(words: str, *, language: str, found: int, at: datetime) -> None:
    """Count one search; what is long or looks like somebody's own data is not kept. Never fails."""
    said = words.casefold().strip()
    if not said or len(said) > MOST_LETTERS or OF_SOMEBODY.search(said):
        return
    try:
        with transaction.atomic():
            row, _new = Asked.objects.get_or_create(language=language, words=said, defaults={"last_at": at})
            Asked.objects.filter(pk=row.pk).update(times=F("times") + 1, found=found, last_at=at)
    except DatabaseError:
        logger.warning("A search was not counted", exc_info=True)


def forget_asked(*, at: datetime) -> None:
    """Forget what nobody has searched for lately."""
    Asked.objects.filter(last_at__lt=at - KEPT).delete()
