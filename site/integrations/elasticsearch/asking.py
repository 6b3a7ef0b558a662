"""A question in Elasticsearch's words: one request for a page, its facets and what was found in its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from integrations.elasticsearch.index import PARTED, STEMMED, WEIGHTS
from search.analysis.folding import fold, folded, words
from search.analysis.stopwords import says_something
from search.database.vocabulary import vocabulary
from search.engine import FACETS, MOST_LETTERS, MOST_WORDS, Question

BEGIN, END = "\ue000", "\ue001"  # around what was found; nobody writes them
ITSELF, FORM, SYNONYM, PART, BEGINNING, SLIP = 1.0, 0.9, 0.8, 0.4, 0.4, 0.5
NAMED = 84
SLIPS = "AUTO:4,8"
SAME_TITLE, IN_TITLE = 40, 4
FRESHER, POPULAR, FRESH_DAYS = 0.06, 0.06, 90
SOLD_OUT, OVER = 0.5, 0.35
MOST_VALUES = 300  # of a facet
WHOLE = {"number_of_fragments": 0}
ENOUGH = "2<70%"  # up to two words must all be there


def terms_of(question: Question) -> list[str]:
    """The words that say something, each once; all of them where none does."""
    found = [match.group() for match in words(question.words[:MOST_LETTERS])]
    telling = [word for word in found if says_something(fold(word), question.language)] or found
    return list({fold(word): word for word in telling if fold(word)}.values())[:MOST_WORDS]


def request_of(question: Question, *, forgiving: bool) -> dict:
    """Everything that is asked; forgiving: words that are a slip or two away count as well."""
    return {
        "query": _ranked(question, forgiving=forgiving),
        "post_filter": {"bool": {"filter": list(_chosen(question).values())}},
        "aggs": {facet: _count(question, facet) for facet in FACETS},
        "sort": _order(question),
        "from_": (question.page - 1) * question.size,
        "size": question.size,
        "track_total_hits": True,
        "source": ["kind", "key", "number", "title", "summary", "text"],
        "highlight": _marking(vocabulary(question.language).written),
    }


def _ranked(question: Question, *, forgiving: bool) -> dict:
    fitting = {"bool": {"filter": _narrowed(question), **_wanted(question, forgiving=forgiving)}}
    gentle = {
        "function_score": {
            "query": fitting,
            "score_mode": "sum",
            "boost_mode": "multiply",
            "functions": [
                {"weight": 1},
                {
                    "weight": FRESHER,
                    "exp": {
                        "published_at": {
                            "origin": question.at.isoformat(),
                            "scale": f"{FRESH_DAYS}d",
                            "decay": 0.5,
                        }
                    },
                },
                {"weight": POPULAR, "field_value_factor": {"field": "often", "missing": 0}},
            ],
        }
    }
    sinking = [
        {"filter": {"term": {"over": True}}, "weight": OVER},
        {
            "filter": {"bool": {"filter": {"term": {"free": False}}, "must_not": {"term": {"over": True}}}},
            "weight": SOLD_OUT,
        },
    ]
    return {
        "function_score": {"query": gentle, "score_mode": "multiply", "boost_mode": "multiply", "functions": sinking}
    }


def _wanted(question: Question, *, forgiving: bool) -> dict:
    if not question.words.strip():
        return {"must": {"match_all": {}}}
    terms = terms_of(question)
    if not terms:
        return {"must": {"match_none": {}}}
    last = len(terms) - 1
    concepts = [_concept(term, question, forgiving, place == last) for place, term in enumerate(terms)]
    whole = " ".join(folded(question.words))
    return {
        "must": {"bool": {"should": concepts, "minimum_should_match": ENOUGH if len(terms) > 2 else "100%"}},
        "should": [
            {"constant_score": {"filter": {"term": {"whole_title": whole}}, "boost": SAME_TITLE}},
            *([{"match_phrase": {"title": {"query": whole, "boost": IN_TITLE}}}] if last else []),
        ],
    }


def _concept(term: str, question: Question, forgiving: bool, last: bool) -> dict:
    """One word in all ways in which it may be meant; the surest counts."""
    known = vocabulary(question.language)
    ways = [
        way for spelling in _spellings(term, question.language) for way in _forms(spelling, ITSELF, FORM, known.written)
    ]
    # Names beat all, however rare the word is elsewhere.
    ways.append({"constant_score": {"filter": {"match": {"names": {"query": term}}}, "boost": NAMED}})
    for phrase in question.synonyms.get(fold(term), ()):
        parts = [match.group() for match in words(phrase)]
        ways.append(
            {
                "bool": {
                    "must": [{"dis_max": {"queries": _forms(part, SYNONYM, SYNONYM, known.written)}} for part in parts]
                }
            }
        )
    if question.language == "de" and len(fold(term)) >= 4:
        parts = [f"{name}_parts^{WEIGHTS[name]}" for name in PARTED]
        ways.append({"multi_match": {"query": term, "fields": parts, "boost": PART}})
        if made_of := known.parts_of(term, "de"):
            each = [
                [way for one in sorted(part) for way in _forms(one, SYNONYM, SYNONYM, known.written)]
                for part in made_of
            ]
            ways.append({"bool": {"must": [{"dis_max": {"queries": some}} for some in each]}})
    if last and len(fold(term)) >= 3:
        ways.append({"multi_match": {"query": term, "type": "bool_prefix", "fields": _exact(), "boost": BEGINNING}})
    if forgiving:
        ways.append({"multi_match": {"query": fold(term), "fields": _exact(), "fuzziness": SLIPS, "boost": SLIP}})
    return {"dis_max": {"tie_breaker": 0.1, "queries": ways}}


def _forms(term: str, exact: float, form: float, written: Collection[str]) -> list[dict]:
    stemmed = [
        {
            "multi_match": {
                "query": term,
                "fields": [f"{name}_{language}^{WEIGHTS[name]}" for name in STEMMED],
                "analyzer": language,
                "boost": form,
            }
        }
        for language in sorted(written)
    ]
    return [{"multi_match": {"query": term, "fields": _exact(), "boost": exact}}, *stemmed]


def _exact() -> list[str]:
    return [f"{name}^{weight}" for name, weight in WEIGHTS.items()]


def _spellings(term: str, language: str) -> list[str]:
    small = term.lower()
    other = small.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return [term, other] if language == "de" and other != small else [term]


def _narrowed(question: Question) -> list[dict]:
    """What was typed beside the words narrows everything, the counts too."""
    filters: list[dict] = [{"term": {"language": question.language}}]
    if question.first or question.last:
        ends = {"gte": question.first and str(question.first), "lte": question.last and str(question.last)}
        ends = {name: day for name, day in ends.items() if day}
        filters.append({"range": {"days": {**ends, "relation": "intersects"}}})
    if question.least is not None or question.most is not None:
        ends = {"gte": question.least, "lte": question.most}
        field = f"price_{question.currency}"
        filters.append({"range": {field: {name: amount for name, amount in ends.items() if amount is not None}}})
    if around := question.around:
        point = {"lat": around.latitude, "lon": around.longitude}
        filters.append({"geo_distance": {"distance": f"{around.km}km", "where": point}})
    return filters


def _chosen(question: Question) -> Mapping[str, dict]:
    return {
        facet: {"terms": {_field(facet, question): list(values)}}
        for facet, values in question.chosen.items()
        if values and facet in FACETS
    }


def _count(question: Question, facet: str) -> dict:
    others = [one for name, one in _chosen(question).items() if name != facet]
    values = {"terms": {"field": _field(facet, question), "size": MOST_VALUES}}
    return {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}


def _field(facet: str, question: Question) -> str:
    return f"facet_price_{question.currency}" if facet == "price" else f"facet_{facet}"


def _order(question: Question) -> Sequence[dict]:
    price = f"price_{question.currency}"
    by = {
        "date": [{"first_day": {"order": "asc", "missing": "_last"}}],
        "price": [{price: {"order": "asc", "missing": "_last"}}],
        "-price": [{price: {"order": "desc", "missing": "_last"}}],
        "rating": [{"rating": {"order": "desc", "missing": "_last"}}],
        "newest": [{"published_at": {"order": "desc", "missing": "_last"}}],
    }
    return [*by.get(question.sort, []), {"_score": "desc"}, {"id": "asc"}]


def _marking(written: Collection[str]) -> dict:
    """So that what was found can be marked, in whichever field."""
    fields = {"names": WHOLE}
    for name, how in (("title", WHOLE), ("summary", WHOLE), ("text", {"number_of_fragments": 3})):
        fields |= dict.fromkeys((name, *(f"{name}_{language}" for language in sorted(written))), how)
    if "de" in written:
        fields |= {f"{name}_parts": WHOLE for name in PARTED}
    return {"pre_tags": [BEGIN], "post_tags": [END], "fields": fields}
