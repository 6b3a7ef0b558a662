"""How listings lie in the index: each in fields of the language in which it is written, and in fields without stems."""

from __future__ import annotations

from django.conf import settings

from search.analysis.folding import folded
from search.analysis.stopwords import STOP_WORDS
from search.facets import answers, bands
from search.models import Listing

WEIGHTS = {"names": 14, "title": 8, "subjects": 5, "summary": 4, "text": 1}
STEMMED = ("title", "subjects", "summary", "text")  # names have no forms
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SHORTEST_PART, LONGEST_PART = 4, 12  # of a compound
PARTED = ("title", "summary")  # of German compounds, the parts are found

_FILTERS = {
    "stop_en": {"type": "stop", "stopwords": sorted(STOP_WORDS["en"])},
    "stop_de": {"type": "stop", "stopwords": sorted(STOP_WORDS["de"])},
    "stop_es": {"type": "stop", "stopwords": sorted(STOP_WORDS["es"])},
    "stop_ar": {"type": "stop", "stopwords": sorted(STOP_WORDS["ar"])},
    "stem_en": {"type": "snowball", "language": "English"},
    "stem_de": {"type": "stemmer", "language": "light_german"},
    "stem_es": {"type": "snowball", "language": "Spanish"},
    "stem_ar": {"type": "stemmer", "language": "arabic"},
    "elision_es": {"type": "elision", "articles_case": True, "articles": ["l", "d"]},
    "parts": {"type": "ngram", "min_gram": SHORTEST_PART, "max_gram": LONGEST_PART},
}
_FOLDED = ["lowercase", "arabic_normalization", "asciifolding"]
_ANALYSERS = {
    "exact": _FOLDED,
    "en": [*_FOLDED, "stop_en", "stem_en"],
    "de": ["lowercase", "german_normalization", "asciifolding", "stop_de", "stem_de"],
    "es": ["elision_es", "lowercase", "stem_es", "asciifolding", "stop_es"],
    "ar": [*_FOLDED, "stop_ar", "stem_ar"],
    "de_parts": ["lowercase", "german_normalization", "asciifolding", "parts"],
}
SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "gc_deletes": "1h",  # so long an older version cannot come back after a deletion
    "max_ngram_diff": LONGEST_PART - SHORTEST_PART,
    "analysis": {
        "filter": _FILTERS,
        "analyzer": {
            name: {"type": "custom", "tokenizer": "standard", "filter": filters} for name, filters in _ANALYSERS.items()
        },
    },
}


def mappings() -> dict:
    """Every field of the index; another one is a mistake."""
    text = {name: {"type": "text", "analyzer": "exact"} for name in WEIGHTS}
    stemmed = {
        f"{name}_{language}": {"type": "text", "analyzer": language} for name in STEMMED for language in LANGUAGES
    }
    parted = {f"{name}_parts": {"type": "text", "analyzer": "de_parts", "search_analyzer": "de"} for name in PARTED}
    facets = {f"facet_{name}": {"type": "keyword"} for name in answers(Listing(), currency="EUR")}
    money = {
        **{f"price_{code}": {"type": "long"} for code in settings.SHOP_CURRENCIES},
        **{f"facet_price_{code}": {"type": "keyword"} for code in settings.SHOP_CURRENCIES},
    }
    return {
        "dynamic": "strict",
        "properties": {
            **text,
            **stemmed,
            **parted,
            **facets,
            **money,
            "id": {"type": "long"},
            "key": {"type": "keyword", "index": False},
            "kind": {"type": "keyword"},
            "language": {"type": "keyword"},
            "number": {"type": "long", "index": False},
            "whole_title": {"type": "keyword"},
            "days": {"type": "date_range", "format": "yyyy-MM-dd"},
            "first_day": {"type": "date", "format": "yyyy-MM-dd"},
            "where": {"type": "geo_point"},
            "over": {"type": "boolean"},
            "free": {"type": "boolean"},
            "rating": {"type": "float"},
            "often": {"type": "float"},
            "published_at": {"type": "date"},
        },
    }


def document_of(listing: Listing) -> dict:
    """A listing as it lies in the index."""
    said = {name: getattr(listing, name) for name in WEIGHTS}
    stemmed = {f"{name}_{listing.written}": said[name] for name in STEMMED}
    parted = {f"{name}_parts": said[name] for name in PARTED} if listing.written == "de" else {}
    has = answers(listing, currency=settings.SHOP_DEFAULT_CURRENCY)
    money = {f"price_{code}": amount for code, amount in listing.prices.items() if code in settings.SHOP_CURRENCIES}
    priced = {
        f"facet_price_{code}": bands(listing.prices.get(code), currency=code) for code in settings.SHOP_CURRENCIES
    }
    there = listing.latitude is not None and listing.longitude is not None
    return {
        **said,
        **stemmed,
        **parted,
        **{f"facet_{name}": values for name, values in has.items()},
        **money,
        **priced,
        "id": listing.pk,
        "key": str(listing.thing.key),
        "kind": listing.kind,
        "language": listing.language,
        "number": listing.number,
        "whole_title": " ".join(folded(listing.title))[:500],
        "days": [{"gte": first, "lte": last} for first, last in listing.dates],
        "first_day": listing.dates[0][0] if listing.dates else None,
        "where": {"lat": listing.latitude, "lon": listing.longitude} if there else None,
        "over": listing.over,
        "free": listing.free,
        "rating": listing.rating,
        "often": 1 - 1 / (1 + listing.popularity),
        "published_at": listing.published_at.isoformat() if listing.published_at else None,
    }
