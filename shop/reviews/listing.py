"""All reviews of one thing, as a visitor's address asks for them: by stars, by language, in an order, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.pages.facts import language as language_name
from shop.reviews.models import MOST_STARS, Helpful, Rating, Review

ON_A_PAGE = 10
ORDERS = {
    "newest": ("-written_at", "-pk"),
    "helpful": ("-helpful", "-written_at", "-pk"),
    "best": ("-stars", "-written_at", "-pk"),
    "worst": ("stars", "-written_at", "-pk"),
}


@dataclass(frozen=True)
class Way:
    """A link to another state of the list; `percent` and `count` say how many there are behind it."""

    label: str
    url: str
    current: bool = False
    count: int = 0
    percent: int = 0


def bars(rating: Rating, *, url: str, chosen: int = 0, rest: str = "") -> list[Way]:
    """How the stars fall, the most first; each leads to those reviews, and the chosen one back to all."""
    found = []
    for stars in range(MOST_STARS, 0, -1):
        count = rating.of_stars(stars)
        label = ngettext("%(stars)s star", "%(stars)s stars", stars) % {"stars": stars}
        query = "&".join(filter(None, [rest, "" if stars == chosen else f"stars={stars}"]))
        percent = round(100 * count / rating.count) if rating.count else 0
        found.append(Way(label, f"{url}?{query}#list" if query else f"{url}#list", stars == chosen, count, percent))
    return found


class ReviewList:
    """Those that fit the address; in two queries, and one more for a member. What it does not know it leaves out."""

    def __init__(self, rating: Rating, asked: QueryDict, *, url: str, user) -> None:
        self.rating, self.url, self.user = rating, url, user
        stars, language, sort = (asked.get(name, "") for name in ("stars", "language", "sort"))
        self.stars = int(stars) if stars in {"1", "2", "3", "4", "5"} else 0
        self.language = language if language in rating.spread else ""
        self.sort = sort if sort in ORDERS else "newest"
        self.number = asked.get("page", "1")

    @property
    def filtered(self) -> bool:
        return bool(self.stars or self.language)

    @property
    def count(self) -> int:
        """How many fit; known from the rating."""
        spread = self.rating.spread
        languages = [self.language] if self.language else list(spread)
        chosen = range(self.stars, self.stars + 1) if self.stars else range(1, MOST_STARS + 1)
        return sum(spread[language][stars - 1] for language in languages for stars in chosen)

    @cached_property
    def page(self) -> Page:
        """A page of them; a page that does not exist is the nearest that does."""
        paginator = Paginator(self._rows(), ON_A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.number)

    @cached_property
    def found_helpful(self) -> set[int]:
        """Of those on the page, which the visitor has found helpful."""
        if not self.user.is_authenticated:
            return set()
        votes = Helpful.objects.filter(user=self.user, review__in=[review.pk for review in self.page.object_list])
        return set(votes.values_list("review_id", flat=True))

    def _rows(self) -> QuerySet[Review]:
        rows = Review.objects.shown().filter(**self.rating.thing).select_related("reviewer")
        rows = rows.filter(stars=self.stars) if self.stars else rows
        rows = rows.filter(language=self.language) if self.language else rows
        return rows.order_by(*ORDERS[self.sort])

    # Ways on ----------------------------------------------------------------------------

    @property
    def bars(self) -> list[Way]:
        return bars(self.rating, url=self.url, chosen=self.stars, rest=self._query(stars=0))

    @property
    def languages(self) -> list[Way]:
        """The languages in which there are any; nothing where there is no choice."""
        if len(self.rating.spread) < 2:
            return []
        ways = [Way(_("All languages"), self._to(language=""), not self.language)]
        for code, counts in self.rating.spread.items():
            label = f"{language_name(code)} ({sum(counts)})"
            ways.append(Way(label, self._to(language=code), code == self.language))
        return ways

    @property
    def orders(self) -> list[Way]:
        words = {
            "newest": _("Newest first"),
            "helpful": _("Most helpful first"),
            "best": _("Best rated first"),
            "worst": _("Worst rated first"),
        }
        return [Way(words[name], self._to(sort=name), name == self.sort) for name in ORDERS]

    @property
    def query(self) -> str:
        """The address of this state without its page."""
        return self._query()

    def _to(self, **otherwise) -> str:
        query = self._query(**otherwise)
        return f"{self.url}?{query}#list" if query else f"{self.url}#list"

    def _query(self, **otherwise) -> str:
        said = {"stars": self.stars, "language": self.language, "sort": self.sort, **otherwise}
        said["sort"] = "" if said["sort"] == "newest" else said["sort"]
        return urlencode({name: value for name, value in said.items() if value})
