"""The page of the search over nothing but what each test makes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import operations
from tests.factories.courses import make_course, make_person, page_of, translate
from tests.search.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PAGE = "/en/search/"


def test_more_results_ask_no_more_queries(client):
    def ask() -> int:
        client.get(PAGE, {"q": "breath"})
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE, {"q": "breath"})
        return len(asked)

    make_course("A breath", teachers=[make_person("Bela")])
    run()
    few = ask()
    make_course("Two breaths", teachers=[make_person("Inés")])
    make_course("Three breaths")
    run()

    assert ask() == few <= 40


def test_arabic_begins_with_or_without_its_article(client):
    page = page_of(make_course("النوم الهادئ"))
    translate(page, "ar", alias=True)
    operations.want("course", page.translation_key)
    run()

    for typed in ("نو", "ال", "هادئ"):
        assert "النوم" in "".join(client.get("/ar/search/suggest", {"q": typed}).content.decode().split("<b>"))
