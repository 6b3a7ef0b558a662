"""Private files in a bucket: given out by the bucket itself, by a signed address that ends in a minute."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import boto3
import pytest
import requests
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer

from integrations.storage.s3 import SECONDS, PrivateBucket
from tests.factories.media import PDF

KEYS = {"access_key": "testing", "secret_key": "testing", "region_name": "eu-central-1"}

pytestmark = pytest.mark.thorough


@pytest.fixture
def bucket():
    """A real server of the protocol, with an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name=KEYS["region_name"],
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
    )
    name = f"private-{uuid4()}"  # the server keeps its buckets as long as the process runs
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": KEYS["region_name"]})
    yield PrivateBucket(bucket_name=name, endpoint_url=address, **KEYS)
    server.stop()


def test_a_file_is_kept_and_read_again(bucket):
    name = bucket.save("ab/abcd.pdf", ContentFile(PDF))

    with bucket.open(name) as kept:
        assert kept.read() == PDF


def test_it_is_given_out_by_a_short_address_with_its_name_and_kind(bucket):
    name = bucket.save("ab/abcd.pdf", ContentFile(PDF))

    answer = bucket.sent(name, content_type="application/pdf", disposition='attachment; filename="book.pdf"')

    asked = parse_qs(urlsplit(answer.url).query)
    whole = requests.get(answer.url, timeout=5)
    piece = requests.get(answer.url, headers={"Range": "bytes=10-19"}, timeout=5)
    assert (answer.status_code, asked["X-Amz-Expires"]) == (302, [str(SECONDS)])
    assert (whole.content, whole.headers["Content-Disposition"]) == (PDF, 'attachment; filename="book.pdf"')
    assert whole.headers["Content-Type"] == "application/pdf"
    assert (piece.status_code, piece.content) == (206, PDF[10:20])
