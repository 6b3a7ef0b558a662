"""Blocks as readers see them, and what editors are told when one is not finished."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.blocks import Gathering, StoryBlock
from home.blocks.chapters import chapters
from tests.factories.courses import make_course, make_cover, make_person, page_of, translate
from tests.factories.media import make_captions, make_private_file
from tests.factories.pages import QUOTE, cards, door, heading, items, make_page, stream, write_home

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TEXT = ("text", "<p>Rain, a stove.</p>")


def shown(client, *blocks, path: str = "/en/") -> str:
    write_home(*blocks)
    return client.get(path).content.decode()


def finished(kind: str, value: dict):
    """What an editor's form would take over."""
    block = StoryBlock().child_blocks[kind]
    return block.clean(block.to_python(value))


def test_a_heading_begins_a_chapter_and_a_quote_stands_between_two():
    value = StoryBlock().to_python(stream(TEXT, heading("What we make"), TEXT, TEXT, ("quote", QUOTE), TEXT))

    found = chapters(value, Gathering())

    assert [len(chapter.blocks) for chapter in found] == [1, 2, 1, 1]
    assert [chapter.band for chapter in found] == [False, False, True, False]
    assert [chapter.first for chapter in found] == [True, False, False, True]


def test_a_chapter_leads_on_and_can_be_linked_to(client):
    about = make_page("About us")

    html = shown(client, heading("What we make", page=about.pk), TEXT)

    assert '<a class="door" href="/en/about-us/">About us</a>' in html
    place = re.search(r'<section class="section[^"]*" id="(chapter-\w+)" aria-labelledby="([\w-]+)"', html)
    assert f'<h2 class="section__title" id="{place.group(2)}">What we make</h2>' in html


def test_what_is_not_published_is_led_to_by_nothing(client):
    page = make_page("Secret")
    page.unpublish()
    action = {"text": "Begin.", "page": page.pk, "label": "Begin the course"}

    html = shown(client, ("call_to_action", action), ("doors", {"doors": items(door("Come in", page=page.pk))}))

    assert "Begin." in html
    assert "Begin the course" not in html
    assert "Come in" not in html


def test_questions_open_to_their_answers_and_words_are_escaped(client):
    asked = {"items": items({"question": "Is 1 < 2?", "answer": "<p>Yes.</p>"})}

    html = shown(client, ("questions", asked), ("quote", QUOTE | {"text": "<script>"}))

    assert "<span>Is 1 &lt; 2?</span>" in html
    assert "<script>”" not in html


def test_a_picture_has_the_words_that_its_place_needs(client):
    picture = make_cover()
    image = {"image": picture.pk, "alt_text": "A lake, flat as a plate", "decorative": False}

    html = shown(client, ("image", {"image": image, "caption": "Morning"}))

    assert 'alt="A lake, flat as a plate"' in html
    assert '<figcaption class="plate__caption">Morning</figcaption>' in html


def test_people_are_seen_in_the_readers_language_and_lead_to_their_page(client):
    bela = make_person("Bela", role="Teaches sitting")
    home = write_home(("people", {"people": items(bela.pk)}), ("quote", QUOTE | {"person": bela.pk, "by": ""}))
    arabic = bela.copy_for_translation(translate(home, "ar", alias=True).locale)
    arabic.role = "يعلّم الجلوس"
    arabic.save()

    html = client.get("/ar/").content.decode()

    assert html.count("يعلّم الجلوس") == 2
    assert html.count('href="/ar/people/bela/"') == 2
    assert "Teaches sitting" not in html


def test_cards_fill_themselves_or_are_chosen_by_hand_in_their_order(client):
    first, second = make_course("First Light"), make_course("Low Light")

    html = shown(client, cards(page_of(second).pk, page_of(first).pk), cards(source="newest_courses", most=1))

    titles = re.findall(r'<h3 class="card__title"><a [^>]*>([^<]+)</a>', html)
    assert titles == ["Low Light", "First Light", "Low Light"]


def test_a_source_that_is_gone_leaves_no_hole(client):
    html = shown(client, cards(source="oldest_dinosaurs"), TEXT)

    assert "Rain, a stove." in html
    assert 'class="cards' not in html


@pytest.mark.parametrize(
    ("kind", "value", "field", "words"),
    [
        ("cards", cards()[1], "source", "Choose a list, or at least one page below."),
        ("quote", QUOTE | {"text": ""}, "text", "This field is required."),
        ("call_to_action", {"text": "Begin.", "page": None, "label": "Begin"}, "page", "This field is required."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(kind, value, field, words):
    with pytest.raises(ValidationError) as refused:
        finished(kind, value)

    assert refused.value.block_errors[field].messages == [words]


def recording(file, **more) -> dict:
    return {"title": "A voice", "file": file.pk, "image": None, "transcript": "", **more}


def test_a_recording_needs_words_for_those_who_do_not_hear_it():
    file = make_private_file()

    with pytest.raises(ValidationError) as refused:
        finished("audio", recording(file))

    assert "Write down what is said" in refused.value.block_errors["transcript"].messages[0]
    assert finished("audio", recording(file, transcript="<p>Rain.</p>"))["file"] == file


def test_a_sound_is_no_film():
    with pytest.raises(ValidationError) as refused:
        finished("video", recording(make_private_file(), transcript="<p>Rain.</p>"))

    assert refused.value.block_errors["file"].messages == ["This file cannot be played here. Choose another."]


def test_a_recording_can_be_played_and_read_by_whoever_sees_the_page(client):
    file = make_private_file()
    make_captions(file)

    html = shown(client, ("audio", recording(file)))

    assert "Hello. This is Bela." in html
    address = re.search(r'<source src="([^"]+)"', html).group(1)
    assert client.get(address).status_code == 200
    assert client.get(address.partition("?")[0]).status_code == 404


def many(number: int) -> list:
    """Every block that fetches something, so many times."""
    blocks = []
    for count in range(number):
        person = make_person(f"Person {count}", portrait=make_cover(f"Face {count}"))
        page = make_page(f"Page {count}")
        file = make_private_file(f"Sound {count}")
        make_captions(file)
        image = {"image": make_cover(f"Lake {count}").pk, "alt_text": "", "decorative": True}
        blocks += [
            heading(f"Chapter {count}", page=page.pk),
            ("image", {"image": image, "caption": ""}),
            ("quote", QUOTE | {"person": person.pk}),
            ("people", {"people": items(person.pk)}),
            ("doors", {"doors": items(door("In", page=page.pk, image=make_cover(f"Door {count}").pk))}),
            ("call_to_action", {"text": "Go.", "page": page.pk, "label": "Go"}),
            ("audio", recording(file)),
            cards(page_of(make_course(f"Course {count}")).pk),
            cards(source="newest_courses"),
        ]
    return blocks


def queries_of(client, *blocks) -> int:
    write_home(*blocks)
    client.get("/en/")  # pictures are cut on the first look
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/")
    return len(asked)


def test_many_blocks_ask_no_more_queries_than_one_of_each(client):
    blocks = many(6)

    assert queries_of(client, *blocks) == queries_of(client, *blocks[:9])
