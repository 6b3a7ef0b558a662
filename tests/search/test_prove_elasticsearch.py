"""The promises of every engine, kept by a real Elasticsearch server."""

from __future__ import annotations

import os
from statistics import mean

import pytest
from django.utils import timezone

from search.engine import Question, engine
from search.models import Listing
from tests.search import test_engine
from tests.search.conftest import make_listing, said
from tests.search.corpus import ask as ask_
from tests.search.corpus import gain, judgements, write_corpus
from tests.search.corpus import said as told

URL = os.environ.get("ELASTICSEARCH_URL", "")
FLOOR = 0.90
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.prove,
    pytest.mark.skipif(not URL, reason="no Elasticsearch here: ELASTICSEARCH_URL is not set"),
]


@pytest.fixture(autouse=True)
def _elasticsearch(settings):
    settings.ELASTICSEARCH_URL = URL
    settings.ELASTICSEARCH_PREFIX = f"test-{os.getpid()}-"
    settings.SEARCH_ENGINE = "integrations.elasticsearch.engine.ElasticsearchEngine"


@pytest.fixture
def ask():
    """Let it know all that there is, and ask."""

    def asking(words: str = "", language: str = "en", **wishes):
        engine().rebuild(Listing.objects.select_related("thing").order_by("pk"))
        return engine().search(Question(words, language, **{"currency": "EUR", "at": timezone.now(), **wishes}))

    return asking


@pytest.fixture
def titles(ask):
    return lambda *words, **wishes: [said(hit.title) for hit in ask(*words, **wishes).hits]


def test_what_was_judged_is_found_by_elasticsearch(capsys):
    engine().rebuild(write_corpus())

    gains = [(judged, gain(judged, ask_(engine(), judged))) for judged in judgements()]

    with capsys.disabled():
        print(f"\nElasticsearch: {told(gains)}")
    assert mean(value for _one, value in gains) >= FLOOR


def test_older_versions_are_refused_and_a_rebuild_swaps_without_a_gap(ask):
    make_listing("First words")
    (listing,) = Listing.objects.select_related("thing")
    assert ask("first").total == 1

    listing.title, listing.version = "Newer words", 7
    engine().take_over([listing], [])
    listing.title, listing.version = "Older words", 5
    engine().take_over([listing], [])

    def titles() -> list[str]:
        found = engine().search(Question("words", "en", "EUR", at=timezone.now()))
        return [said(hit.title) for hit in found.hits]

    assert titles() == ["Newer words"]

    engine().take_over([], [(listing.thing_id, "en", 8), (listing.thing_id, "de", 8)])
    assert titles() == []
    engine().take_over([listing], [])
    assert titles() == []


for _name in dir(test_engine):
    if _name.startswith("test_"):
        globals()[_name] = getattr(test_engine, _name)
