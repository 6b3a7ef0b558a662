"""Clicks that come at the same moment, and files that are larger than any memory."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone

from media.models import PrivateFile
from shop.downloads.library import shelves_of
from shop.downloads.models import Download, Permit
from tests.factories.downloads import buy_product, make_product

GIGABYTE = 1024**3


def click(url: str) -> int:
    try:
        return Client().get(url).status_code
    finally:
        connection.close()


def address_of_file() -> str:
    line = buy_product(make_product())
    (shelf,) = shelves_of([line.pk], language="en", at=timezone.now())
    return shelf.parts[0].items[0].url


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clicks", [50, pytest.param(1000, marks=pytest.mark.prove)])
def test_many_clicks_at_once_on_the_last_three_permits_give_exactly_three(clicks, settings):
    settings.DOWNLOADS_PER_FILE = 3
    url = address_of_file()

    with ThreadPoolExecutor(10) as visitors:
        answers = Counter(visitors.map(click, [url] * clicks))

    permit = Permit.objects.get()
    assert answers == {200: 3, 403: clicks - 3}
    assert (permit.used, permit.refused, Download.objects.count()) == (3, clicks - 3, 3)


@pytest.mark.prove
@pytest.mark.django_db
def test_a_gigabyte_streams_in_constant_memory(client):
    url = address_of_file()
    file = PrivateFile.objects.get()
    with open(storages["private"].path(file.file.name), "r+b") as stored:
        stored.truncate(GIGABYTE)  # a hole, which takes no room on the disk
    PrivateFile.objects.update(size=GIGABYTE)
    response = client.get(url)
    tracemalloc.start()

    sent = sum(len(chunk) for chunk in response.streaming_content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    response.close()

    assert sent == GIGABYTE
    assert most < 1024 * 1024
