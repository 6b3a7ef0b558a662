"""What may be asked of what editors and visitors have said about the search."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from home.cards import Card, CardQuery, cards_of_pages
from search.analysis.folding import fold, folded
from search.models import Asked, Synonyms

POPULAR = timedelta(days=60)


def synonyms_in(language: str) -> dict[str, list[str]]:
    """Each folded word with what editors say means the same, in one query."""
    found: dict[str, list[str]] = {}
    for words in Synonyms.objects.filter(language=language).order_by("pk").values_list("words", flat=True):
        alike = [part.strip() for part in words.replace("،", ",").split(",") if part.strip()]
        for one in alike:
            if len(folded(one)) == 1:
                found.setdefault(fold(one), []).extend(other for other in alike if other != one)
    return found


def picked_for(words: str, query: CardQuery) -> list[Card]:
    """Cards of the pages that editors picked for these words, in their order and in the reader's language."""
    picks = SearchPromotion.objects.filter(query__query_string=normalise_query_string(words), page__isnull=False)
    pages = list(picks.order_by("sort_order", "pk").values_list("page_id", flat=True))
    return cards_of_pages(pages, query) if pages else []


def popular_words(language: str, *, at: datetime, limit: int = 8) -> list[str]:
    """What many searched for lately and found."""
    rows = Asked.objects.filter(language=language, last_at__gt=at - POPULAR, found__gt=0, times__gt=1)
    return list(rows.order_by("-times", "words").values_list("words", flat=True)[:limit])
