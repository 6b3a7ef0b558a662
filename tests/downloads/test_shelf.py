"""The shelf, a product's page and the API show the same, in few questions."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import make_user
from tests.factories.courses import make_cover, make_person, make_theme, publish, translate
from tests.factories.downloads import buy_product, file_row, make_product, product_page, variant_row
from tests.factories.media import make_paper, make_private_file

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def shelf():
    """Three products that differ in everything that may be asked for."""
    bela, breath = make_person("Bela Horváth"), make_theme()
    make_product("River", themes=[breath], teachers=[bela], kind="book", cover=make_cover(), page_count=112)
    sound = [file_row("mp3", make_private_file())]
    make_product("Silence", kind="meditation", files=sound, variants=[variant_row(prices={"EUR": 500})], minutes=25)
    make_product("Sheet", kind="practice", languages=["ar"], variants=[variant_row(prices={"EUR": 2500})])


FOUND = {
    "": ["Sheet", "Silence", "River"],
    "theme=breath": ["River"],
    "kind=meditation": ["Silence"],
    "format=pdf": ["Sheet", "River"],
    "language=ar": ["Sheet"],
    "teacher=bela-horvath": ["River"],
    "price=low": ["Silence"],
    "sort=price": ["Silence", "River", "Sheet"],
    "price=high&format=m4a": [],
}


@pytest.mark.parametrize("query", FOUND)
def test_the_page_and_the_api_find_the_same(client, shelf, query):
    page = client.get(f"/en/shop/?{query}").content.decode()
    listed = client.get(f"/api/products?{query}").json()

    assert [item["title"] for item in listed["items"]] == FOUND[query]
    assert re.findall(r'card__title">\s*<a[^>]*>([^<]+)', page) == FOUND[query]


def test_more_products_ask_no_more_questions(client, shelf):
    counts = []
    for _ in range(2):
        client.get("/en/shop/")  # draws the pictures
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/shop/?sort=title")
        counts.append(len(asked))
        make_product(f"Another {len(counts)}", cover=make_cover())

    assert counts[0] == counts[1] <= 14


def test_a_products_page_asks_the_same_for_much_as_for_little_and_at_most_twelve_times(client):
    cover, breath = make_cover(), make_theme("Breath")
    bela = make_person("Bela", portrait=cover)
    about = {"cover": cover, "themes": [breath], "teachers": [bela]}
    small = make_product("Small", sample=make_paper("First pages", name="sample.pdf"), **about)
    make_product("Another", **about)
    counts = []
    for title in ("small", "large"):
        if title == "large":
            people = [make_person(f"Teacher {number}", portrait=cover) for number in range(3)]
            rows = [variant_row(f"v{number}", title=f"Variant {number}") for number in range(4)]
            for number in range(5):
                make_product(f"More {number}", cover=cover, themes=[breath], teachers=people)
            sample = make_paper("First pages", name="sample.pdf")
            make_product("Large", sample=sample, variants=rows, **about | {"teachers": people})
        client.get(f"/en/shop/{title}/")  # draws the pictures
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/en/shop/{title}/")
        assert page.status_code == 200
        # In production the cache is no table.
        counts.append(sum("cache_entry" not in query["sql"] for query in asked))

    assert counts[0] == counts[1] <= 12, "\n".join(query["sql"][:400] for query in asked)
    assert small.live


def test_a_products_page_says_everything_before_one_pays(client, shelf):
    sample = make_paper("First pages", name="sample.pdf")
    product = make_product(
        "Beside the River",
        page_count=112,
        licence="For you and your household.",
        sample=sample,
        variants=[variant_row("en", title="In English"), variant_row("es", title="In Spanish", offered=False)],
    )

    page = client.get("/en/shop/beside-the-river/").content.decode()

    for words in ("112", "PDF", "For you and your household.", "Read the first pages", "5 times", "PDF opens on every"):
        assert words in page
    assert "This is no longer for sale." in page
    assert '"@type": ["Product", "Book"]' in page
    assert product.live


def test_a_page_with_several_variants_chooses_one_and_keeps_the_owned(client):
    ada = make_user()
    product = make_product(
        variants=[variant_row("en", title="In English"), variant_row("es", title="In Spanish")],
        files=[file_row("en", variant="en"), file_row("es", variant="es")],
    )
    buy_product(product, "en", user=ada)
    client.force_login(ada)

    page = client.get("/en/shop/beside-the-river/").content.decode()

    points = re.findall(r'<input type="radio" name="offer" value="(\S+)"( checked)?( disabled)?>', page)
    assert [(checked, disabled) for _key, checked, disabled in points] == [("", " disabled"), (" checked", "")]
    assert "This is yours" in page


def test_a_bundle_shows_its_parts_what_is_saved_and_what_one_has(client):
    ada = make_user()
    book, sound = make_product(), make_product("Mostly Silence", variants=[variant_row(prices={"EUR": 900})])
    make_product(
        "Night Shelf", kind="bundle", files=[], parts=[book, sound], variants=[variant_row(prices={"EUR": 2000})]
    )
    buy_product(book, user=ada)
    client.force_login(ada)

    page = client.get("/en/shop/night-shelf/").content.decode()

    assert ("You have parts of this already:" in page, "less than its parts one by one" in page) == (True, True)


def test_translations_and_aliases_are_listed_in_their_language(client):
    product = make_product()
    publish(translate(product_page(product), "ar"))

    listed = client.get("/api/products?lang=ar").json()

    assert [item["url"] for item in listed["items"]] == ["http://testserver/ar/shop/beside-the-river/"]


def test_the_api_reads_one_product_and_gives_no_file(client):
    product = make_product(page_count=112)

    answer = client.get(f"/api/products/{product.pk}")

    read = answer.json()
    assert (read["pages"], read["formats"], read["variants"][0]["title"]) == (112, ["PDF"], "Book")
    assert read["files"] == [{"title": "The pdf", "what": "PDF", "size": "116\xa0bytes"}]
    assert "/files/" not in json.dumps(read)
    assert client.get("/api/products/999").status_code == 404
