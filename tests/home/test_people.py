"""People and themes: one code in every language, words in each, a page of their own."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import TranslationSource

from home.snippets import Person
from tests.factories.courses import make_course, make_cover, make_home, make_locale, make_person, make_theme

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def translated(person: Person, language: str = "ar", **fields) -> Person:
    copy = person.copy_for_translation(make_locale(language))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def test_somebodys_page_has_their_words_and_what_they_teach(client):
    make_home()
    bela = make_person("Bela", role="Teaches sitting", bio="He taught maths.", quote="I teach the other thing.")
    make_course("First Light", teachers=[bela])
    make_course("Low Light", teachers=[make_person("Inés")])

    html = client.get("/en/people/bela/").content.decode()

    assert "<title>Bela" in html
    assert "He taught maths." in html
    assert "“I teach the other thing.”" in html
    assert "First Light" in html
    assert "Low Light" not in html


def test_readers_see_their_language_and_else_the_first_one(client):
    make_home()
    translated(make_person("Bela", role="Teaches sitting"), role="يعلّم الجلوس")

    arabic, german = client.get("/ar/people/bela/"), client.get("/de/people/bela/")

    assert "يعلّم الجلوس" in arabic.content.decode()
    assert "Teaches sitting" in german.content.decode()
    assert ' lang="en" dir="ltr"' in german.content.decode()
    assert ' lang="en" dir="ltr"' not in arabic.content.decode()


@pytest.mark.thorough
def test_everybody_is_listed_once_in_order_and_in_one_number_of_queries(client):
    make_home()
    translated(make_person("Bela", portrait=make_cover("Face")), role="يعلّم الجلوس")

    def ask() -> int:
        client.get("/en/people/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/people/")
        return len(asked)

    one = ask()
    for number in range(29):
        make_person(f"Ada {number:02}", portrait=make_cover(f"Face {number}"))

    assert ask() == one
    html = client.get("/en/people/").content.decode()
    assert html.count('href="/en/people/bela/"') == 1
    assert html.index("Ada 00") < html.index("Ada 28") < html.index("Bela")


@pytest.mark.parametrize("code", ["nobody", "a" * 400, "bela%00", "../cart"])
def test_nobody_has_no_page(client, code):
    make_home()

    assert client.get(f"/en/people/{code}/").status_code == 404


@pytest.mark.parametrize("make", [make_person, make_theme])
def test_two_things_with_one_code_are_refused_with_a_sentence(make):
    first = make("Bela")
    second = type(first)(**{"name": "B", "role": "r", "bio": "b"} if make is make_person else {"title": "B"})
    second.code, second.locale = first.code, first.locale

    with pytest.raises(ValidationError) as refused:
        second.full_clean()

    assert refused.value.message_dict["code"] == ["Something else has the code “bela”."]


def test_a_translation_may_have_the_code_of_its_source():
    arabic = translated(make_person("Bela"))

    arabic.full_clean()

    assert arabic.code == "bela"


@pytest.mark.parametrize(
    ("thing", "hidden", "offered"),
    [
        (lambda: make_person("Bela", quote="Q"), {"code", "name", "portrait"}, {"role", "bio", "quote"}),
        (lambda: make_theme("Breath", description="D"), {"code", "hue"}, {"title", "description"}),
    ],
)
def test_translators_are_offered_words_and_never_codes_or_colours(thing, hidden, offered):
    source, _created = TranslationSource.get_or_create_from_instance(thing())

    paths = {segment.context.path for segment in source.stringsegment_set.select_related("context")}

    assert paths == offered
    assert not paths & hidden


def test_the_best_row_is_the_readers_then_the_shops_then_the_first():
    german = Person.objects.create(locale=make_locale("de"), code="d", name="D", role="r", bio="b")
    spanish = translated(german, "es", role="es")

    def seen(language: str) -> str:
        return Person.objects.in_language(language)[german.translation_key].role

    assert [seen(language) for language in ("de", "es", "ar")] == ["r", spanish.role, "r"]
