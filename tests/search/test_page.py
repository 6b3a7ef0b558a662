"""The page of the search: words, filters, order, ways on where nothing is found, and what is offered while typing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.asked import forget_asked
from search.models import Asked, Synonyms
from tests.factories.courses import make_course, make_person, make_theme, page_of
from tests.factories.downloads import make_product
from tests.factories.events import in_days, make_event, ticket
from tests.search.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PAGE = "/en/search/"


def found(client, **asked) -> list[str]:
    return [result.card.title for result in client.get(PAGE, asked).context["catalogue"].results]


@pytest.fixture(scope="module", autouse=True)
def shelf(lasting):
    """Three things of three kinds by two people."""
    bela, ines = (make_person(name, role="Teaches", bio="") for name in ("Bela Horváth", "Inés Calderón"))
    make_course("Breathing slowly", teachers=[ines], themes=[make_theme("Breath")], prices={"EUR": 0})
    make_event("A breath of silence", teachers=[bela], dates=[in_days(9)], tickets=[ticket("week", 69000)])
    make_product("The breath book", teachers=[bela])
    run()


def test_everything_is_found_together_and_narrowed_by_kind_with_counts(client):
    page = client.get(PAGE, {"q": "breathe"}).context["catalogue"]

    assert page.count == 3
    kinds = next(group for group in page.groups if group.name == "kind")
    assert {(choice.value, choice.count) for choice in kinds.choices} == {("course", 1), ("event", 1), ("product", 1)}
    assert found(client, q="breathe", kind="event") == ["A breath of silence"]
    assert set(found(client, q="breathe", kind=["event", "course"])) == {"A breath of silence", "Breathing slowly"}


def test_filters_of_all_kinds_are_understood_shown_and_taken_away(client):
    page = client.get(PAGE, {"q": "breath", "least": "100", "near": "casa-fonte", "km": "25"}).context["catalogue"]

    assert [result.card.title for result in page.results] == ["A breath of silence"]
    assert [way.label for way in page.on] == ["Within 25 km of Monchique", "From €100"]
    assert [way.url for way in page.on] == ["?q=breath&least=100", "?q=breath&near=casa-fonte&km=25"]
    assert found(client, q="breath", price="free") == ["Breathing slowly"]
    assert found(client, theme="breath") == ["Breathing slowly"]
    assert set(found(client, teacher="bela-horvath")) == {"A breath of silence", "The breath book", "Bela Horváth"}
    assert found(client, q="breath", sort="price")[0] == "Breathing slowly"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"least": "much"}, "Write a whole number"),
        ({"least": "9", "most": "3"}, "This is less than the least."),
        ({"least": "9" * 12}, "Write a whole number"),
        ({"from": "soon"}, "This is not a day."),
        ({"near": "atlantis"}, "We do not know this place."),
    ],
)
def test_what_is_not_understood_is_said_beside_its_field_and_nothing_is_lost(client, asked, sentence):
    answer = client.get(PAGE, {"q": "breath", **asked})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="breath"' in answer.content.decode()


def test_what_was_found_stands_out_and_a_slip_is_spelled_right(client):
    html = client.get(PAGE, {"q": "breth silense"}).content.decode()

    assert "Did you mean" in html and "?q=" in html
    assert '<mark class="found">silence</mark>' in html


def test_nothing_found_says_so_and_leads_on(client):
    answer = client.get(PAGE, {"q": "breath motorbike"})
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "Nothing found for “breath motorbike”" in html
    assert "“breath”: 3 results" in html
    assert "Much chosen" in html and "Write to us" in html


def test_filters_that_leave_nothing_can_be_taken_away_one_by_one(client):
    page = client.get(PAGE, {"q": "breath", "price": "free", "kind": "product"}).context["catalogue"]

    assert page.count == 0
    assert {way.label for way in page.rescue} == {
        "Without “Free”: 1 result",
        "Without “Books, sounds and sheets”: 1 result",
    }


def test_an_empty_search_focuses_the_field_and_shows_what_others_look_for(client):
    for _time in range(2):
        client.get(PAGE, {"q": "Silence"})
    answer = client.get(PAGE)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "autofocus" in html
    assert 'href="?q=silence"' in html


def test_searches_are_counted_by_their_words_and_what_is_somebodys_own_is_not(client):
    for words in ("silence", "SILENCE", "motorbike", "ada@example.org", "0171 2345678", "x" * 90):
        client.get(PAGE, {"q": words})
    client.get(PAGE, {"q": "silence", "kind": "event"})

    rows = Asked.objects.order_by("words").values_list("words", "times", "found")
    assert list(rows) == [("motorbike", 1, 0), ("silence", 2, 1)]

    forget_asked(at=timezone.now() + timedelta(days=200))
    assert not Asked.objects.exists()


def test_what_editors_picked_stands_first_and_once(client):
    page = page_of(make_course("First Light"))
    SearchPromotion.objects.create(query=Query.get("breath"), page=page, description="")
    run()

    results = client.get(PAGE, {"q": "Breath"}).context["catalogue"].results

    assert (results[0].card.title, results[0].picked) == ("First Light", True)
    assert "Our pick" in client.get(PAGE, {"q": "breath"}).content.decode()
    assert "First Light" not in found(client, q="breath", kind="event")


def test_words_that_editors_call_the_same_find_the_same(client):
    Synonyms.objects.create(language="en", words="pranayama, breath, slow breathing")

    assert len(found(client, q="pranayama")) == 3
    assert found(client, q="Pranayama silence") == ["A breath of silence"]


def test_a_page_that_does_not_exist_is_the_last_that_does(client):
    for page in ("9", "0", "-1", "x", "9" * 40):
        assert len(found(client, q="breath", page=page)) == 3


def test_htmx_gets_the_list_alone_and_keeps_the_words(client):
    html = client.get(PAGE, {"q": "breath"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in html
    assert '<input type="hidden" name="q" value="breath">' in html


def test_suggestions_are_grouped_few_and_work_on_two_letters(client):
    for number in range(12):
        make_course(f"Breadth {number}")
    run()
    groups = client.get("/en/search/suggest", {"q": "br"}).context["groups"]

    assert len(groups) >= 2 and sum(len(group.suggestions) for group in groups) == 8
    assert client.get("/en/search/suggest", {"q": "b"}).context["groups"] == []
    html = client.get("/en/search/suggest", {"q": "calde"}).content.decode()
    assert 'role="listbox"' in html and 'role="option"' in html
    assert "<b>Inés </b>Calde<b>rón</b>" in html


def test_programs_get_the_same_answer(client):
    answer = client.get("/api/search", {"q": "breathe", "kind": "event"}).json()

    (thing,) = answer["items"]
    assert (answer["count"], thing["title"], thing["by"]) == (1, "A breath of silence", ["Bela Horváth"])
    assert thing["price"] == {"amount": 69000, "currency": "EUR"}
    kinds = next(facet for facet in answer["facets"] if facet["name"] == "kind")
    assert {(one["value"], one["count"], one["chosen"]) for one in kinds["choices"]} >= {("event", 1, True)}


def test_the_search_is_in_the_head_of_every_page_and_on_the_page_that_is_not_there(client):
    assert 'href="/en/search/"' in client.get("/en/courses/").content.decode()
    assert 'action="/en/search/"' in client.get("/en/nowhere/at/all/").content.decode()
