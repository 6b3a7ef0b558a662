"""What all answers below /api/ have in common."""

from types import SimpleNamespace

import pytest
from django.core.cache import caches

from api.limits import PIECES, WINDOW, Counter, counter
from tests.api.conftest import code_of
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db
LIST = "/api/courses"


@pytest.fixture
def few_requests(settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = {"read": 2, "write": 1}
    # The clock stands still, so that no minute ends in the middle of a test.
    monkeypatch.setattr("api.middleware.time", SimpleNamespace(time=lambda: 7.0))
    counter.clear()
    yield
    counter.clear()


@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api/courses/1", "/api/courses/x/y"])
def test_what_is_not_there_is_a_problem_document(program, path):
    assert code_of(program.get(path)) == (404, "not-found")


def test_a_method_that_an_address_does_not_know_is_a_problem_that_says_which_it_knows(program):
    answer = program.put(LIST)

    assert code_of(answer) == (405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_a_field_that_is_not_right_is_named_with_a_code_and_a_sentence(program):
    answer = program.get(f"{LIST}?limit=0&sort=best")

    assert code_of(answer) == (422, "invalid-input")
    assert [error["field"] for error in answer.json()["errors"]] == ["sort", "limit"]
    assert all(error["code"] and error["message"] for error in answer.json()["errors"])


def test_problems_speak_the_language_of_whoever_asks_and_keep_their_code(program):
    english, german = program.get("/api/nothing").json(), program.get("/api/nothing?lang=de").json()

    assert (english["code"], english["title"]) == (german["code"], "Not found")
    assert german["title"] == "Nicht gefunden"
    assert program.get("/api/nothing", headers={"accept-language": "de"}).json() == german


def test_a_language_in_the_address_comes_before_the_header_and_an_unknown_one_is_said(program):
    answer = program.get(f"{LIST}?lang=es", headers={"accept-language": "de"})

    assert answer.headers["Content-Language"] == "es"
    assert code_of(program.get(f"{LIST}?lang=tlh")) == (422, "invalid-input")


def test_what_has_not_changed_is_not_sent_again(program):
    first = program.get(LIST)

    again = program.get(LIST, headers={"if-none-match": first.headers["ETag"]})
    make_course()
    changed = program.get(LIST, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (changed.status_code, changed.json()["count"]) == (200, 1)


def test_answers_belong_to_whoever_asked(program):
    answer = program.get(LIST)

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))


def test_head_is_get_without_its_body(program):
    head, get = program.head(LIST), program.get(LIST)

    assert (head.status_code, head.headers["ETag"]) == (200, get.headers["ETag"])


def test_looking_sets_no_cookie(program):
    assert not program.get(LIST).cookies


def test_asking_too_often_is_answered_with_when_to_come_back(program, few_requests):
    answers = [program.get(LIST) for _ in range(3)]

    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    assert code_of(answers[2]) == (429, "too-many-requests")
    assert 0 < int(answers[2].headers["Retry-After"]) <= WINDOW


def test_reads_and_writes_and_other_addresses_are_counted_apart(program, few_requests):
    for _ in range(3):
        program.get(LIST)

    assert program.send("POST", "/api/nothing").status_code == 404
    assert code_of(program.send("POST", "/api/nothing")) == (429, "too-many-requests")
    assert program.get(LIST, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_supplier_is_never_told_to_come_back_later(program, few_requests):
    assert {program.post("/api/checkout/webhook").status_code for _ in range(4)} == {400}


def test_a_counter_begins_anew_when_its_minute_is_over():
    counted = Counter()

    waits = [counted.wait("ada", most=1, at=at) for at in (0.0, 10.5, 59.5, 60.0, 61.0)]

    assert waits == [0, 50, 1, 0, 59]


def test_all_processes_together_let_no_more_through_than_one_would():
    processes = [Counter() for _ in range(3)]

    let_in = sum(not process.wait("bela", most=40, at=7.0) for _ in range(40) for process in processes)

    assert let_in == 40


def test_what_a_process_took_and_does_not_need_is_little():
    idle, busy = Counter(), Counter()
    idle.wait("cleo", most=40, at=7.0)

    assert sum(not busy.wait("cleo", most=40, at=7.0) for _ in range(60)) == 40 - 40 // PIECES


def test_while_the_cache_is_away_each_process_counts_for_itself(monkeypatch):
    monkeypatch.setattr("api.limits.cache", caches["pages"])
    monkeypatch.setattr(caches["pages"], "add", lambda *args, **kwargs: False)
    monkeypatch.setattr(caches["pages"], "incr", lambda name, delta: delta)  # what SpareRedisCache says then
    counted = Counter()

    assert sum(not counted.wait("dora", most=30, at=7.0) for _ in range(50)) == 30


def test_a_counter_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("api.limits.MOST_KNOWN", 3)
    counted = Counter()

    for number in range(10):
        counted.wait(f"address-{number}", most=1, at=0.0)

    assert len(counted._taken) <= 3
