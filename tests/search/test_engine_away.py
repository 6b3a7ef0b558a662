"""While the search engine is away the shop's database answers, nothing that changes is lost, and monitors read it."""

from __future__ import annotations

import pytest

from outbox.contract import jobs
from outbox.runner import run_due
from search import spare
from search.engine import EngineDown, engine
from search.operations import TAKE_OVER
from tests.factories.courses import make_course
from tests.search.conftest import make_listing

pytestmark = pytest.mark.django_db

NOBODY = "http://127.0.0.1:9"  # the port of the discard service, where nobody listens


@pytest.fixture(autouse=True)
def _away(settings, monkeypatch):
    settings.ELASTICSEARCH_URL = NOBODY
    settings.SEARCH_ENGINE = "search.spare.SpareEngine"
    monkeypatch.setattr(spare, "_away_until", 0.0)


def test_the_database_answers_and_nobody_is_alarmed(client):
    make_listing("Quiet days")

    answer = client.get("/en/search/", {"q": "quiet"})

    assert answer.status_code == 200
    assert answer.context["catalogue"].count == 1
    assert spare._away_until > 0  # and the next does not wait for it


def test_what_changes_meanwhile_waits_for_it_and_is_found_in_the_database(client):
    make_course("Quiet days")
    run_due()

    waiting = jobs().filter(kind=TAKE_OVER, state="ready")
    assert waiting.count() >= 1
    assert "EngineDown" in waiting.first().last_error
    assert client.get("/en/search/", {"q": "quiet"}).context["catalogue"].count == 1


def test_a_rebuild_says_that_it_is_away():
    with pytest.raises(EngineDown):
        engine().rebuild([])


def test_monitors_read_that_the_database_stands_in(client, settings):
    assert client.get("/health/ready").json() == {"status": "ok", "search": "the database stands in"}

    settings.SEARCH_ENGINE = "search.database.engine.DatabaseEngine"
    assert client.get("/health/ready").json() == {"status": "ok"}
