"""Keeps the promises of search.engine.Engine with an Elasticsearch server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import BulkIndexError, streaming_bulk
from rapidfuzz.distance import OSA

from integrations.elasticsearch.asking import BEGIN, END, request_of, terms_of
from integrations.elasticsearch.index import SETTINGS, document_of, mappings
from search.analysis.folding import fold, folded
from search.engine import EngineDown, Found, Gone, Hit, Question
from search.extracts import extract, marked
from search.models import Listing

FOUND = re.compile(f"{BEGIN}(.*?){END}")
ALIAS = "listings"
CONFLICT, NOT_FOUND = 409, 404
SLOWEST = 3  # seconds of a search; the shop's own database answers sooner
SLOWEST_WRITING = 60


@cache
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=SLOWEST, max_retries=0)


class ElasticsearchEngine:
    """One index behind an alias; a rebuild fills another and swaps them."""

    def __init__(self) -> None:
        self.client = _client(settings.ELASTICSEARCH_URL)
        self.alias = f"{settings.ELASTICSEARCH_PREFIX}{ALIAS}"

    def search(self, question: Question) -> Found:
        """One request; a second that forgives slips where nothing was found."""
        answer = self._ask(question, forgiving=False)
        slipped = not answer["hits"]["total"]["value"] and bool(question.words.strip()) and not _narrow(question)
        if slipped:
            answer = self._ask(question, forgiving=True)
        rows = [(hit["_source"], _marked_in(hit)) for hit in answer["hits"]["hits"]]
        counts = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in one["values"]["buckets"]}
            for name, one in answer["aggregations"].items()
        }
        suggestion = _suggestion(question, [found for _source, found in rows]) if slipped else ""
        return Found([_hit(*row) for row in rows], answer["hits"]["total"]["value"], counts, suggestion)

    def take_over(self, listings: Iterable[Listing], gone: Iterable[Gone]) -> None:
        """Versions are the listings' own, so the server itself refuses an older one."""
        deleted = (
            {"_op_type": "delete", "_id": _id(thing, language), "version": version, "version_type": "external_gte"}
            for thing, language, version in gone
        )
        self._write([*(_as_action(listing) for listing in listings), *deleted], self.alias, require_alias=True)
        self._refresh(self.alias)

    def rebuild(self, listings: Iterable[Listing]) -> None:
        """Fill a new index, then let the alias mean it; the old one answers until then."""
        name = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        with _heard():
            self._patient.indices.create(index=name, settings=SETTINGS, mappings=mappings())
        self._write((_as_action(listing) for listing in listings), name, require_alias=False)
        self._refresh(name)
        with _heard():
            old = self._indices()
            actions = [{"remove": {"index": one, "alias": self.alias}} for one in old]
            actions.append({"add": {"index": name, "alias": self.alias, "is_write_index": True}})
            self._patient.indices.update_aliases(actions=actions)
            for one in old:
                self._patient.indices.delete(index=one, ignore_unavailable=True)

    def answers(self) -> bool:
        """Whether it can be searched just now."""
        try:
            return bool(self.client.indices.exists_alias(name=self.alias))
        except (ApiError, TransportError):
            return False

    @property
    def _patient(self) -> Elasticsearch:
        return self.client.options(request_timeout=SLOWEST_WRITING)

    def _indices(self) -> list[str]:
        there = self._patient.options(ignore_status=NOT_FOUND).indices.get_alias(name=self.alias)
        return [] if there.meta.status == NOT_FOUND else list(there)

    def _ask(self, question: Question, *, forgiving: bool) -> dict:
        with _heard():
            return self.client.search(index=self.alias, **request_of(question, forgiving=forgiving)).body

    def _write(self, actions: Iterable[dict], index: str, *, require_alias: bool) -> None:
        actions = ({**action, "_index": index, "require_alias": require_alias} for action in actions)
        with _heard():
            for done, result in streaming_bulk(self._patient, actions, raise_on_error=False, chunk_size=500):
                (answer,) = result.values()
                # An older version that is refused, and what is not there to be deleted, are as wanted.
                if not done and answer["status"] not in (CONFLICT, NOT_FOUND):
                    raise EngineDown(str(answer.get("error")))
                if not done and answer["status"] == NOT_FOUND and "error" in answer:
                    raise EngineDown("There is no index yet: run manage.py rebuild_search.")

    def _refresh(self, index: str) -> None:
        with _heard():
            self._patient.indices.refresh(index=index)


class _heard:
    """Its errors in our words."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, trace) -> None:
        if isinstance(error, ApiError | TransportError | BulkIndexError):
            raise EngineDown(str(error)) from error


def _id(thing: int, language: str) -> str:
    return f"{thing}:{language}"


def _as_action(listing: Listing) -> dict:
    return {
        "_op_type": "index",
        "_id": _id(listing.thing_id, listing.language),
        "version": listing.version,
        "version_type": "external_gte",
        "_source": document_of(listing),
    }


def _narrow(question: Question) -> bool:
    """Whether it may be the filters that leave nothing."""
    typed = (question.first, question.last, question.around, question.least, question.most)
    return any(question.chosen.values()) or any(one is not None for one in typed)


def _marked_in(hit: dict) -> dict[str, str]:
    """What was found in a hit: folded words, as they are written there."""
    texts = (text for some in hit.get("highlight", {}).values() for text in some)
    shown = (match for text in texts for match in FOUND.findall(text))
    return {word: match for match in shown for word in folded(match)}


def _hit(source: dict, found: dict[str, str]) -> Hit:
    return Hit(
        source["kind"],
        UUID(source["key"]),
        source["number"],
        marked(source["title"], found),
        extract(source["summary"], source["text"], found),
    )


def _suggestion(question: Question, found: Iterable[dict[str, str]]) -> str:
    """Each word that is not here as the nearest one that is, of those in what was found: nothing else is told."""
    there = {word: shown for some in found for word, shown in some.items()}
    said = question.words
    for term in terms_of(question):
        if fold(term) not in there and there:
            nearest = min(there, key=lambda word: (OSA.distance(word, fold(term)), word))
            said = said.replace(term, there[nearest].lower())
    return said if said != question.words else ""
