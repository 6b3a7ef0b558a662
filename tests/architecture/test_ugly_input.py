"""Whatever is sent to whatever address: a clear answer, never a breakdown. Made from the table of addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.architecture.addresses import Row, address_of, rows

pytestmark = pytest.mark.thorough

FORM = "application/x-www-form-urlencoded"
ROWS = rows()
POSTED = [row for row in ROWS if row.method == "POST"]
READ = [row for row in ROWS if row.method == "GET" and row.case.query]
# As bytes of a form: what browsers never send is sent as well.
UGLY = {
    "empty": "",
    "huge": "x" * 6000,
    "NUL": "a%00b",
    "half a surrogate": "%ED%A0%80",
    "circled digit": quote("①"),
    "minus": "-1",
    "past every integer": "9" * 40,
    "markup": quote("<script>alert(1)</script>"),
    "line breaks": "a%0D%0ABcc:+b@example.org",
    "right to left": quote("\u202eevil"),
}
UGLY_MEMBERS = ["", "x" * 6000, "a\x00b", "\ud800", "①", -1, 10**40, 1.5, True, None, [], {}, [[[]]], {"$gt": ""}]
# Answers that a form may give: onwards, or a status that says what is wrong.
FINE = {200, 202, 204, 301, 302, 303, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429}


# These come into each field alone, the others into all at once; `test_hostile.py` mixes them all.
ALONE = ("empty", "huge", "NUL", "circled digit", "past every integer")


def body(fields: dict, names: Collection[str], ugly: str) -> str:
    return "&".join(f"{field}={ugly if field in names else quote(str(value))}" for field, value in fields.items())


@pytest.fixture
def broken(cast, undone):
    """Asks one after the other, as if each were the first; gives those that got no decent answer."""

    def ask(role: str, requests: dict[str, tuple]) -> list[str]:
        found = []
        with undone():
            browser = cast.browser(role)
            cookies = browser.cookies.copy()
            for what, (method, address, *content) in requests.items():
                with undone():
                    answer = browser.generic(method, address, *content)
                browser.cookies = cookies.copy()
                if answer.status_code not in FINE or not says_something(answer):
                    found.append(f"{what}: {answer.status_code}")
        return found

    return ask


def says_something(answer) -> bool:
    """An answer that refuses has words for people."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code < 400 or answer.status_code == 405 or not is_page:
        return True
    words = re.sub(r"<[^>]+>|\s+", " ", answer.content.decode().split("<main", 1)[-1])
    return len(words.strip()) > 20


@pytest.mark.parametrize("row", POSTED, ids=str)
def test_every_field_of_every_form_bears_everything(row: Row, cast, broken):
    address, fields = address_of(row.name, cast), {"next": "", **row.case.fields(cast)}
    sent = {f"{name}, {kind}": body(fields, [name], UGLY[kind]) for name in fields for kind in ALONE}
    sent |= {f"all, {kind}": body(fields, fields, ugly) for kind, ugly in UGLY.items()}
    requests = {what: ("POST", address, content, FORM) for what, content in sent.items()}

    assert broken(row.case.asker, requests) == []


@pytest.mark.parametrize("row", POSTED, ids=str)
def test_what_is_not_a_form_at_all_is_borne(row: Row, cast, broken):
    address = address_of(row.name, cast)
    requests = {
        f"{content_type}, {content[:20]!r}": ("POST", address, content, content_type)
        for content_type, content in [
            (FORM, b""),
            (FORM, b"&&&=;%%%"),
            (FORM, b"&".join(b"field%d=1" % number for number in range(1500))),
            ("application/json", b'{"quantity": {"$gt": ""}}'),
            ("application/json", b"\x00\xff"),
            ("multipart/form-data", b"no boundary"),
            ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'),
            (f"{FORM}; charset=nonsense", b"a=b"),
            (f"{FORM}; charset=utf-16", b"a=b"),
        ]
    }

    assert broken(row.case.asker, requests) == []


@pytest.mark.parametrize("row", [row for row in POSTED if row.case.json], ids=str)
def test_every_member_of_every_document_bears_everything(row: Row, cast, broken):
    address, members = address_of(row.name, cast), row.case.fields(cast)
    requests = {
        f"{name}, {ascii(ugly)[:20]}": ("POST", address, json.dumps(members | {name: ugly}), "application/json")
        for name in [*members, "no_such_member"]
        for ugly in UGLY_MEMBERS
    }

    assert broken(row.case.asker, requests) == []


@pytest.mark.parametrize("row", READ, ids=str)
def test_every_question_after_the_question_mark_is_borne(row: Row, cast, broken):
    address = address_of(row.name, cast)
    requests = {
        f"{name}, {kind}": ("GET", f"{address}?{name}={ugly}&{name}={ugly}")
        for name in row.case.query
        for kind, ugly in UGLY.items()
    }

    assert broken(row.case.asker, requests) == []


def test_an_address_that_nobody_wrote_meets_the_whole_page_that_says_so(cast, broken):
    requests = {kind: ("GET", f"/en/{ugly}/") for kind, ugly in UGLY.items() if ugly}

    assert broken("buyer", requests) == []


@pytest.mark.usefixtures("short_404")
@pytest.mark.parametrize("name", sorted({row.name for row in ROWS}))
def test_every_place_in_an_address_is_borne(name: str, cast, broken):
    address = address_of(name, cast)
    places = [match.span() for match in re.finditer(r"(?<=/)[^/]+(?=/|$)", address)][1:]
    requests = {
        f"{address[start:end]}, {kind}": ("GET", address[:start] + ugly + address[end:])
        for start, end in places
        for kind, ugly in UGLY.items()
    }

    assert broken("buyer", requests) == []


WORDS = some.text(max_size=40) | some.integers().map(str) | some.sampled_from(["\x00", "١", "①", "\u2028", "’" * 300])


@given(row=some.sampled_from(POSTED), word=WORDS, chance=some.randoms(use_true_random=False))
@settings(
    max_examples=100, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_forms_bear_what_nobody_thought_of(row, word, chance, cast, broken):
    fields = row.case.fields(cast) or {"x": "1"}
    sent = body(fields, [chance.choice(sorted(fields))], quote(word.encode("utf-8", "surrogatepass")))

    assert broken(row.case.asker, {sent: ("POST", address_of(row.name, cast), sent, FORM)}) == []
