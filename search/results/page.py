"""The page of results: what was found for an address, and ways on where that is little."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.cards import Card, query_for
from home.listing.catalogue import ON_A_PAGE, Catalogue, Narrowing, Pair, Said, Way
from home.listing.facets import Facet
from search.analysis.folding import words as words_in
from search.engine import SORTS, Found, Hit, Piece, Question, engine
from search.queries import picked_for, synonyms_in
from search.registry import kind_of
from search.results.asking import Asked, asked_of
from search.results.choices import Counted, WhereAndWhen, facets_in, where_and_when

MOST_PAGES = 200
FEWER_WORDS = 3
MOST_POPULAR = 4


@dataclass(frozen=True)
class Result:
    """A hit with its card; picked, where editors have put it there."""

    card: Card
    title: tuple[Piece, ...] = ()
    extract: tuple[Piece, ...] = ()
    picked: bool = False


class SearchPage(Catalogue[Hit]):
    """Everything that was found in one language. A fixed number of queries, whatever is found."""

    orders_by = dict.fromkeys(SORTS)
    results_template = "partials/search_results.html"
    fields_template = "partials/search_fields.html"
    view, month = "list", None  # what the fields for days ask of a list

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, currency=query_for(request, limit=1).currency)

    # Asking -----------------------------------------------------------------------------

    def fetched(self) -> list[Hit]:
        """The engine has it all; here are only those of the page."""
        return []

    def narrowed_by(self) -> list[Narrowing[Hit]]:
        self.there: WhereAndWhen = where_and_when(self.language)
        self.towns = self.there.towns
        self.asked: Asked = asked_of(self.request.GET, self.towns, currency=self.currency)
        self.words = self.asked.words
        return self.asked.narrowings(currency=self.currency, language=self.language)

    def facets(self) -> list[Facet[Hit]]:
        return facets_in(self.language, currency=self.currency, towns=self.towns, months=self.there.months)

    def selected(self) -> Counted:
        return Counted(self.facets(), self.request.GET, search=self._search, total=self._total)

    @property
    def blank(self) -> bool:
        """Whether nothing at all was asked."""
        return not self.words and not self.filtered

    @property
    def errors(self) -> dict[str, str]:
        return self.asked.errors

    @cached_property
    def question(self) -> Question:
        return Question(
            self.words,
            self.language,
            self.currency,
            self.at,
            first=self.asked.first,
            last=self.asked.last,
            around=self.asked.around,
            least=self.asked.least,
            most=self.asked.most,
            sort=self.sort,
            size=ON_A_PAGE,
            synonyms=synonyms_in(self.language),
        )

    def _search(self, chosen: dict) -> Found:
        typed = self.request.GET.get("page", "")
        page = min(int(typed), MOST_PAGES) if typed.isdecimal() and int(typed) else 1
        asked = replace(self.question, chosen=chosen, page=page)
        found = engine().search(asked)
        if found.total and not found.hits:  # there is no such page, so it is the last one that is
            found = engine().search(replace(asked, page=-(-found.total // ON_A_PAGE)))
        return found

    def _total(self, chosen: dict, **otherwise) -> int:
        asked = replace(self.question, chosen=chosen, page=1, size=1, **otherwise)
        return engine().search(asked).total

    # What was found -----------------------------------------------------------------------

    @property
    def answer(self) -> Found:
        return self.selection.answer

    @property
    def count(self) -> int:
        return self.answer.total

    @cached_property
    def total(self) -> int:
        """How many there are for the words alone."""
        free = {"first": None, "last": None, "around": None, "least": None, "most": None}
        return self._total({}, **free) if self.filtered else self.count

    @cached_property
    def page(self) -> Page:
        """A page of what was found; a page that does not exist is the nearest that does."""
        shown = min(self.count, MOST_PAGES * ON_A_PAGE)
        return Paginator(range(shown), ON_A_PAGE).get_page(self.request.GET.get("page"))

    def cards_of(self, rows: Collection[Hit]) -> list[Card]:
        return [result.card for result in self._with_cards(rows)]

    @cached_property
    def results(self) -> list[Result]:
        """The hits with their cards; what editors picked for these words stands first."""
        picked = self._picked if self.page.number == 1 and not self.filtered and self.sort == self.first else []
        there = {result.card.key for result in picked}
        return [*picked, *(one for one in self._with_cards(self.answer.hits) if one.card.key not in there)]

    @property
    def shows_results(self) -> bool:
        return bool(self.results)

    @property
    def _picked(self) -> list[Result]:
        cards = picked_for(self.words, query_for(self.request, limit=ON_A_PAGE)) if self.words else []
        return [Result(card, (Piece(card.title),), picked=True) for card in cards]

    def _with_cards(self, hits: Collection[Hit]) -> list[Result]:
        query = query_for(self.request, limit=ON_A_PAGE)
        cards = {}
        for code in dict.fromkeys(hit.kind for hit in hits):
            if kind := kind_of(code):
                numbers = [hit.number for hit in hits if hit.kind == code]
                cards |= {(code, number): card for number, card in kind.cards(numbers, query).items()}
        shown = [(hit, cards.get((hit.kind, hit.number))) for hit in hits]
        return [Result(card, hit.title, hit.extract) for hit, card in shown if card]

    # Ways on ------------------------------------------------------------------------------

    @property
    def filtered(self) -> bool:
        return bool(super().pairs)

    @property
    def pairs(self) -> list[Pair]:
        return [*([("q", self.words)] if self.words else []), *super().pairs]

    @property
    def suggestion(self) -> Way | None:
        """The same words as they are spelled here."""
        better = self.answer.suggestion
        return Way(better, f"?{urlencode({'q': better})}") if better else None

    @cached_property
    def fewer_words(self) -> list[Way]:
        """Where nothing was found for several words: what there is when one of them is left out."""
        said = [match.group() for match in words_in(self.words)][:6]
        if self.count or len(said) < 2:
            return []
        ways = []
        for place in range(len(said)):
            rest = " ".join(word for number, word in enumerate(said) if number != place)
            if count := engine().search(replace(self.question, words=rest, size=1)).total:
                ways.append((count, Way(self._counted(rest, count), f"?{urlencode({'q': rest})}")))
        return [way for _count, way in sorted(ways, key=lambda pair: -pair[0])][:FEWER_WORDS]

    @cached_property
    def popular(self) -> list[Result]:
        """What many have bought."""
        sold = {"price": ["free", "low", "middle", "high"]}
        asked = Question("", self.language, self.currency, self.at, chosen=sold, size=MOST_POPULAR)
        return self._with_cards(engine().search(asked).hits)

    def _count_without(self, narrowing: Narrowing[Hit]) -> int:
        names = {"from": "first", "to": "last", "near": "around", "least": "least", "most": "most"}
        off = {names[name]: None for name, _value in narrowing.pairs if name in names}
        return self._total(self.selection.chosen, **off)

    def _address_without(self, pairs: Collection[Pair]) -> str:
        rest = self._query([other for other in self.pairs if other not in pairs])
        return f"?{rest}" if rest else self.request.path

    # Its words ----------------------------------------------------------------------------

    @property
    def orders(self) -> list[Pair]:
        words = {
            "relevance": _("Best first"),
            "date": _("By date"),
            "price": _("Price, low to high"),
            "-price": _("Price, high to low"),
            "rating": _("Best rated first"),
            "newest": _("Newest first"),
        }
        rated = bool(self.selection.counts("rating")) or self.sort == "rating"
        return [(name, words[name]) for name in SORTS if name != "rating" or rated]

    @property
    def said(self) -> Said:
        counted = {"count": self.count, "total": self.total}
        return Said(
            found=ngettext("%(count)s result", "%(count)s results", self.count) % counted,
            show=ngettext("Show %(count)s result", "Show %(count)s results", self.count) % counted,
            of_all=ngettext("%(count)s result of %(total)s", "%(count)s results of %(total)s", self.count) % counted,
            counted=_("results"),
            nothing=_("Nothing here is all of that at once"),
            advice=_("Take one of the filters away, or look at everything."),
            everything=_("Everything there is"),
            empty=_("Nothing found for “%(words)s”") % {"words": self.words},
            soon=_("Look at the spelling, or try fewer or other words."),
        )

    def without(self, label: str, count: int) -> str:
        words = ngettext("Without “%(filter)s”: %(count)s result", "Without “%(filter)s”: %(count)s results", count)
        return words % {"filter": label, "count": count}

    @staticmethod
    def _counted(words: str, count: int) -> str:
        said = ngettext("“%(words)s”: %(count)s result", "“%(words)s”: %(count)s results", count)
        return said % {"words": words, "count": count}
