"""How things are rated, as programs read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.courses import make_course
from tests.factories.downloads import make_product
from tests.factories.events import make_event
from tests.factories.reviews import rate

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
MAKE = {"/api/courses": make_course, "/api/events": make_event, "/api/products": make_product}


@pytest.fixture(params=MAKE)
def address(request) -> str:
    return request.param


def test_the_average_and_the_number_of_reviews_are_in_the_list_and_alone(program, address):
    record = MAKE[address]()
    rate(record, 5, 4, 5)

    (listed,) = program.get(address).json()["items"]
    alone = program.get(f"{address}/{record.pk}").json()

    assert listed["rating"] == alone["rating"] == {"average": 4.7, "count": 3}


def test_what_nobody_has_reviewed_has_none(program, address):
    record = MAKE[address]()

    assert program.get(address).json()["items"][0]["rating"] is None
    assert program.get(f"{address}/{record.pk}").json()["rating"] is None


def test_more_ratings_ask_no_more_questions(program, address):
    rate(MAKE[address]("One"), 5)
    counts = []
    for more in ((), ("Two", "Three")):
        for title in more:
            rate(MAKE[address](title), 4)
        program.get(address)
        with CaptureQueriesContext(connection) as asked:
            items = program.get(address).json()["items"]
        counts.append(len(asked))

    assert len([item for item in items if item["rating"]]) == 3
    assert counts[0] == counts[1]


def test_the_description_tells_of_it(program):
    shapes = program.get("/api/openapi.json").json()["components"]["schemas"]

    assert set(shapes["Rating"]["properties"]) == {"average", "count"}
    for name in ("CourseInList", "CourseInFull", "EventInList", "EventInFull", "ProductInList", "ProductInFull"):
        assert "rating" in shapes[name]["required"]
