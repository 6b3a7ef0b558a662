"""The list of courses: facets with counts, order, pages, and a way out where nothing is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.catalogue.listing import CourseCatalogue
from tests.factories.courses import (
    make_course,
    make_cover,
    make_index,
    make_person,
    make_theme,
    page_of,
    publish,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LIST = "/en/courses/"


@pytest.fixture
def three():
    """Three courses that differ in everything that may be asked for."""
    ines, bela = make_person(), make_person("Bela Horváth")
    breath, sitting = make_theme(), make_theme("Sitting")
    one = {"A": ["a"]}
    make_course("Exhale", teachers=[ines], themes=[breath], level="beginner", modules=one)
    make_course("Walk", teachers=[bela], themes=[breath, sitting], prices={"EUR": 0}, modules=one, seconds=4200)
    make_course("Sit", teachers=[bela], themes=[sitting], spoken="de", prices={"EUR": 4900}, modules=one, seconds=7800)


def asked(rf, query: str = "", **cookies) -> CourseCatalogue:
    request = rf.get(f"{LIST}?{query}")
    request.COOKIES.update(cookies)
    return CourseCatalogue(request)


def titles(catalogue: CourseCatalogue) -> list[str]:
    return [card.title for card in catalogue.cards]


def counts(catalogue: CourseCatalogue, name: str) -> dict[str, int]:
    (group,) = [group for group in catalogue.groups if group.name == name]
    return {choice.value: choice.count for choice in group.choices}


def test_everything_is_shown_the_newest_first(rf, three):
    assert titles(asked(rf)) == ["Sit", "Walk", "Exhale"]


FOUND = {
    "theme=breath": ["Walk", "Exhale"],
    "theme=breath&theme=sitting": ["Sit", "Walk", "Exhale"],
    "theme=breath&level=beginner": ["Exhale"],
    "level=all": ["Sit", "Walk"],
    "teacher=bela-horvath": ["Sit", "Walk"],
    "spoken=de": ["Sit"],
    "length=short": ["Exhale"],
    "length=middle": ["Walk"],
    "length=long": ["Sit"],
    "price=free": ["Walk"],
    "price=low&price=high": ["Sit", "Exhale"],
    "spoken=de&price=free": [],
}


def test_values_of_one_facet_widen_it_and_facets_narrow_each_other(rf, three):
    assert {query: titles(asked(rf, query)) for query in FOUND} == FOUND


def test_a_facets_own_choice_leaves_its_counts_alone(rf, three):
    catalogue = asked(rf, "theme=sitting")

    assert counts(catalogue, "theme") == {"breath": 2, "sitting": 2}
    assert counts(catalogue, "teacher") == {"bela-horvath": 2, "ines-calderon": 0}
    assert counts(catalogue, "price") == {"free": 1, "low": 1, "high": 0}


def test_what_would_find_nothing_cannot_be_picked_but_what_is_chosen_can_be_taken_away(rf, three):
    (theme,) = [group for group in asked(rf, "spoken=de&theme=breath").groups if group.name == "theme"]

    assert [(choice.value, choice.disabled) for choice in theme.choices] == [("breath", False), ("sitting", False)]
    assert [choice.selected for choice in theme.choices] == [True, False]


ORDERS = {
    "newest": ["Sit", "Walk", "Exhale"],
    "price": ["Walk", "Sit", "Exhale"],
    "-price": ["Exhale", "Sit", "Walk"],
    "length": ["Exhale", "Walk", "Sit"],
    "title": ["Exhale", "Sit", "Walk"],
}


def test_the_list_may_be_put_in_order(rf, three):
    assert {order: titles(asked(rf, f"sort={order}")) for order in ORDERS} == ORDERS


def test_prices_follow_the_visitors_currency(rf):
    make_course("Both", prices={"EUR": 9900, "USD": 100})
    make_course("Euros only", prices={"EUR": 100})

    catalogue = asked(rf, "sort=price", currency="USD")

    assert [(card.title, card.price and str(card.price.now.minor)) for card in catalogue.cards] == [
        ("Both", "100"),
        ("Euros only", None),
    ]


def test_filters_that_are_on_can_each_be_taken_off(rf, three):
    catalogue = asked(rf, "theme=breath&price=free&sort=title")

    assert [(way.label, way.url) for way in catalogue.on] == [
        ("Breath", "?price=free&sort=title"),
        ("Free", "?theme=breath&sort=title"),
    ]


def test_an_empty_result_says_which_filter_to_take_away(rf, three):
    catalogue = asked(rf, "spoken=de&price=free&theme=sitting")

    assert [(way.label, way.url) for way in catalogue.rescue] == [
        ("Without “German”: 1 course", "?theme=sitting&price=free"),
        ("Without “Free”: 1 course", "?theme=sitting&spoken=de"),
    ]


NONSENSE = [
    "theme=nothing",
    "theme=%00",
    "page=x",
    "page=-1",
    f"page={10**40}",
    "sort=%00",
    f"price={'x' * 5000}",
    "?=&&",
]


def test_an_address_that_asks_nonsense_is_answered_politely(client, three):
    answers = {query: client.get(f"{LIST}?{query}") for query in NONSENSE}

    assert {answer.status_code for answer in answers.values()} == {200}
    found = {query: titles(answer.context["catalogue"]) for query, answer in answers.items()}
    assert found == {key: ["Sit", "Walk", "Exhale"] for key in NONSENSE}


def test_long_lists_have_pages_with_addresses(client):
    for number in range(25):
        make_course(f"Course {number:02}", modules={}, prices={"EUR": 100})

    answer = client.get(f"{LIST}?price=low&sort=title&page=2")

    assert titles(answer.context["catalogue"]) == ["Course 24"]
    assert '<a class="pagination__link" href="?price=low&amp;sort=title&amp;page=1"' in answer.content.decode()


def test_a_filtered_list_is_not_for_search_engines(client, three):
    assert "noindex" not in client.get(LIST).content.decode()
    assert "noindex" in client.get(f"{LIST}?theme=breath").content.decode()


def test_htmx_gets_the_list_alone(client, three):
    answer = client.get(f"{LIST}?theme=breath", headers={"HX-Request": "true"})

    html = answer.content.decode().strip()
    assert html.startswith('<form class="catalogue__body"')
    assert "HX-Request" in answer["Vary"]
    assert 'data-say="2 courses"' in html


def test_a_list_without_courses_says_so(client):
    make_index()

    answer = client.get(LIST)

    assert "No courses yet" in answer.content.decode()


def test_the_arabic_list_has_its_own_courses(client):
    translation = translate(page_of(make_course("Exhale")))
    make_course("Only English")
    translation.title = "زفير"
    publish(translation)

    answer = client.get("/ar/courses/")

    assert titles(answer.context["catalogue"]) == ["زفير"]


def test_thirty_courses_cost_no_more_queries_than_one(client):
    cover = make_cover()
    spent = []
    for number in range(30):
        teacher, theme = make_person(f"Teacher {number}"), make_theme(f"Theme {number}")
        make_course(f"Course {number}", teachers=[teacher], themes=[theme], cover=cover, modules={})
        if number in (0, 29):
            client.get(LIST)  # renditions are made once
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST)
            spent.append(len(queries))

    assert spent[0] == spent[1] <= 12
