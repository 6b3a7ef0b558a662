"""Ranges, conditions and their answers, as players and browsers ask for them (RFC 9110)."""

import tracemalloc
from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.http import StreamingHttpResponse
from django.utils.http import http_date

from media.contract import address_of
from media.models import PrivateFile
from media.ranges import Piece
from media.serving import Chunks
from tests.factories.media import make_paper, make_private_file

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-" + b"0123456789" * 3 + b"end"  # 38 bytes
SIZE = len(CONTENT)


def make_file():
    return make_private_file("Sheet", name="sheet.pdf", content=CONTENT)


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("wanted", "status", "content", "content_range"),
    [
        (None, 200, CONTENT, None),
        ("bytes=0-4", 206, b"%PDF-", f"bytes 0-4/{SIZE}"),
        ("bytes=5-", 206, CONTENT[5:], f"bytes 5-37/{SIZE}"),
        ("bytes=37-37", 206, b"d", f"bytes 37-37/{SIZE}"),
        ("bytes=30-999", 206, CONTENT[30:], f"bytes 30-37/{SIZE}"),
        ("bytes=-3", 206, b"end", f"bytes 35-37/{SIZE}"),
        ("bytes=-999", 206, CONTENT, f"bytes 0-37/{SIZE}"),
        ("bytes=0-", 206, CONTENT, f"bytes 0-37/{SIZE}"),
        ("BYTES= 0-1 ", 206, b"%P", f"bytes 0-1/{SIZE}"),
        ("bytes=0000-0001", 206, b"%P", f"bytes 0-1/{SIZE}"),
        ("bytes=38-", 416, b"", f"bytes */{SIZE}"),
        ("bytes=99-100", 416, b"", f"bytes */{SIZE}"),
        ("bytes=-0", 416, b"", f"bytes */{SIZE}"),
        ("bytes=" + "9" * 6000 + "-", 416, b"", f"bytes */{SIZE}"),
        ("bytes=0-" + "9" * 6000, 206, CONTENT, f"bytes 0-37/{SIZE}"),
        ("bytes=0-1,5-6", 200, CONTENT, None),
        ("bytes=5-2", 200, CONTENT, None),
        ("bytes=-", 200, CONTENT, None),
        ("bytes=a-b", 200, CONTENT, None),
        ("bytes=1.5-2", 200, CONTENT, None),
        ("bytes=٣-٤", 200, CONTENT, None),
        ("items=0-4", 200, CONTENT, None),
        ("", 200, CONTENT, None),
    ],
)
def test_a_range_is_answered_with_its_piece(ask, wanted, status, content, content_range):
    headers = {} if wanted is None else {"Range": wanted}

    response = ask(address_of(make_file()), **headers)

    assert (response.status_code, body_of(response)) == (status, content)
    assert response.get("Content-Range") == content_range
    assert response["Content-Length"] == str(len(content))
    assert response["Accept-Ranges"] == "bytes"


def test_a_range_counts_only_for_the_file_it_was_meant_for(ask):
    file = make_file()
    PrivateFile.objects.update(created_at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    etag = f'"{file.sha256}"'
    modified = http_date(datetime(2026, 11, 1, 9, tzinfo=UTC).timestamp())
    later = http_date(datetime(2026, 11, 2, tzinfo=UTC).timestamp())
    expected = {
        etag: 206,
        modified: 206,
        f"W/{etag}": 200,
        '"another"': 200,
        later: 200,
        "nonsense": 200,
    }

    statuses = {said: ask(address_of(file), Range="bytes=0-1", If_Range=said).status_code for said in expected}

    assert statuses == expected


def test_head_says_the_whole_size_and_sends_nothing(ask):
    response = ask(address_of(make_file()), method="head", Range="bytes=0-4")

    assert (response.status_code, response["Content-Length"], response.content) == (200, str(SIZE), b"")
    assert response["Accept-Ranges"] == "bytes"


def test_what_a_browser_has_is_not_sent_again(ask):
    file = make_file()
    address = address_of(file)
    first = ask(address)

    assert ask(address, If_None_Match=first["ETag"]).status_code == 304
    assert ask(address, If_Modified_Since=first["Last-Modified"]).status_code == 304
    assert ask(address, If_None_Match='"old"').status_code == 200
    assert ask(address, If_Match='"old"', Range="bytes=0-1").status_code == 412


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_files_are_only_read(ask, method):
    assert ask(address_of(make_file()), method=method).status_code == 405


def test_a_large_file_is_sent_bit_by_bit(ask):
    file = make_paper()
    size = 300 * 1024 * 1024
    with open(storages["private"].path(file.file.name), "r+b") as stored:
        stored.truncate(size)  # a hole, which takes no room on the disk
    PrivateFile.objects.update(size=size)
    response = ask(address_of(file), Range="bytes=100-")
    tracemalloc.start()

    sent = sum(len(chunk) for chunk in response.streaming_content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    response.close()

    assert sent == size - 100
    assert most < 1024 * 1024


def test_a_file_is_closed_when_the_visitor_leaves_early():
    chunks = Chunks(make_file().file.open(), Piece(0, 9))
    response = StreamingHttpResponse(chunks)

    response.close()

    assert chunks.content.closed is True
