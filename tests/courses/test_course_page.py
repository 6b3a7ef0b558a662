"""The page that sells a course: to guests, to owners, in every currency, in as many queries for much as for little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.catalogue.fulfiller import AT_ONCE
from courses.catalogue.models import Course
from courses.catalogue.operations import switch_sale
from courses.catalogue.pages import LessonPage
from courses.learning.models import LessonProgress
from media.models import Captions, PrivateFile
from shop.contract import offers_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, make_cover, make_person, make_theme, page_of, publish, translate
from tests.factories.shop import CONSENTS, paid_and_granted

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

HERE = "/en/courses/the-long-exhale/"


def offer_of(course: Course):
    return offers_of([course])[course.pk][0]


def shown(client, path: str = HERE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def ada(client):
    ada = make_user()
    client.force_login(ada)
    return ada


def buy(course: Course, user) -> None:
    paid_and_granted(offer_of(course), user=user, accepted=CONSENTS | {AT_ONCE})


def test_a_guest_can_put_it_into_the_cart(client):
    course = make_course()

    html = shown(client)

    assert f'name="offer" value="{course.card_key}"' in html
    assert html.count("Add course to cart") == 2  # the box, and the bar on phones
    assert "€149" in html
    assert "this right ends when the course opens to you" in html


def test_the_facts_are_those_of_the_record(client):
    make_course(level="beginner", spoken="de", subtitles=["de", "ar"], access_months=12)

    facts = [(fact.label, fact.value) for fact in client.get(HERE).context["offer"].facts]

    assert facts == [
        ("Length", "30 min"),
        ("Lessons", "3 lessons"),
        ("For", "beginners"),
        ("Spoken", "German"),
        ("Subtitles", "German and Arabic"),
        ("Start", "Today, or whenever you like"),
        ("Access", "1 year"),
    ]


def test_the_curriculum_follows_the_tree_and_free_lessons_can_be_taken(client):
    course = make_course()
    first = course.lessons.get(position=1)

    parts = client.get(HERE).context["offer"].parts

    lessons = [(part.title, part.note, [(lesson.title, lesson.url) for lesson in part.lessons]) for part in parts]
    assert lessons == [
        ("Before", "2 lessons, 20 min", [("A chair", f"/en/learn/{course.pk}/{first.pk}/"), ("A breath", "")]),
        ("After", "1 lesson, 10 min", [("A door", "")]),
    ]


def test_a_course_whose_lessons_are_still_to_come_counts_none(client):
    make_course(modules={})

    html = shown(client)

    assert "Yours for ever" in html
    assert "0 lesson" not in html


def test_owners_go_on_learning_instead_of_buying(client, ada):
    course = make_course()
    buy(course, ada)

    html = shown(client)

    assert "This is yours" in html
    assert f'href="/en/learn/{course.pk}/"' in html
    assert "Add course to cart" not in html


def test_owners_who_have_begun_continue_though_nothing_is_done_yet(client, ada):
    course = make_course()
    buy(course, ada)
    assert "Start learning" in shown(client)
    LessonProgress.objects.create(
        user=ada, lesson=course.lessons.get(position=1), position_seconds=70, touched_at=timezone.now()
    )

    html = shown(client)

    assert "Continue – 0 %" in html
    assert "Start learning" not in html


def test_what_is_not_on_sale_yet_says_when(client):
    make_course(sale_from=timezone.now() + timedelta(days=40))

    html = shown(client)

    assert "This is not on sale yet. It will be from" in html
    assert "Add course to cart" not in html


def test_a_stopped_sale_says_so_at_once(client):
    course = make_course()

    switch_sale(course, stopped=True, at=timezone.now())

    assert "This is not for sale at the moment." in shown(client)
    switch_sale(course, stopped=False, at=timezone.now())
    assert "Add course to cart" in shown(client)


def test_publishing_leaves_a_stopped_sale_stopped(client):
    course = make_course()
    switch_sale(course, stopped=True, at=timezone.now())

    publish(page_of(course))

    assert "Add course to cart" not in shown(client)


def test_without_a_price_in_this_currency_others_are_offered(client):
    make_course(prices={"EUR": 14900, "USD": 16900})
    client.cookies["currency"] = "GBP"

    html = shown(client)

    assert "This has no price in GBP." in html
    assert 'name="currency" value="EUR"' in html
    assert 'name="currency" value="USD"' in html


def test_the_price_is_in_the_visitors_currency(client):
    make_course(prices={"EUR": 14900, "USD": 16900})
    client.cookies["currency"] = "USD"

    assert "$169" in shown(client)


def test_a_trailer_has_its_captions_in_the_readers_language_first(client):
    file = PrivateFile.objects.create(title="Trailer", name="trailer.mp4", content_type="video/mp4")
    for language in ("ar", "de", "en"):
        Captions.objects.create(of=file, language=language, vtt="WEBVTT")
    make_course(trailer=file)

    trailer = client.get(HERE).context["offer"].trailer

    assert trailer["kind"] == "video"
    assert [track["code"] for track in trailer["tracks"]] == ["en", "ar", "de"]


def test_courses_on_the_same_theme_come_first_among_those_close_to_it(client):
    breath, ines = make_theme(), make_person()
    make_course(themes=[breath], teachers=[ines])
    make_course("By her, on breath", themes=[breath], teachers=[ines])
    make_course("Else")
    make_course("By her", teachers=[ines])

    close = client.get(HERE).context["offer"].close

    assert [card.title for card in close] == ["By her, on breath", "By her", "Else"]


def test_a_translation_shows_the_records_price_and_its_own_words(client):
    translation = translate(page_of(make_course(teachers=[make_person()])))
    translation.title = "زفير طويل"
    publish(translation)

    html = shown(client, "/ar/courses/the-long-exhale/")

    assert "زفير طويل" in html
    assert "149" in html


def test_an_address_of_a_lesson_leads_into_the_course(client, ada):
    course = make_course()
    breath = course.lessons.get(position=2)
    lesson = LessonPage.objects.get(translation_key=breath.translation_key)

    before = client.get(lesson.url)
    buy(course, ada)

    assert before["Location"] == HERE
    assert client.get(lesson.url)["Location"] == f"/en/learn/{course.pk}/{breath.pk}/"
    assert client.get(lesson.get_parent().url)["Location"] == f"/en/learn/{course.pk}/"


def test_an_address_of_a_free_lesson_leads_to_it(client):
    course = make_course()
    chair = course.lessons.get(position=1)
    lesson = LessonPage.objects.get(translation_key=chair.translation_key)

    assert client.get(lesson.url)["Location"] == f"/en/learn/{course.pk}/{chair.pk}/"


def test_words_for_search_engines_cannot_end_their_block(client):
    make_course(summary="</script><script>alert(1)</script>")

    html = shown(client)

    assert "\\u003C/script\\u003E" in html
    assert "</script><script>alert" not in html


def test_much_costs_no_more_queries_than_little(client):
    cover, file = make_cover(), PrivateFile.objects.create(title="T", name="t.mp4", content_type="video/mp4")
    ines, breath = make_person(portrait=cover), make_theme()
    make_course(cover=cover, trailer=file, teachers=[ines], themes=[breath])
    make_course("One", cover=cover, teachers=[ines], themes=[breath], modules={})
    client.get(HERE)
    with CaptureQueriesContext(connection) as few:
        client.get(HERE)

    for number in range(9):
        teacher = make_person(f"Teacher {number}", portrait=cover)
        make_course(f"More {number}", cover=cover, teachers=[teacher], themes=[breath], modules={})
    many = {f"Module {number}": [f"Lesson {number} {place}" for place in range(3)] for number in range(10)}
    publish(page_of(make_course("Long", cover=cover, trailer=file, teachers=[ines], themes=[breath], modules=many)))
    client.get("/en/courses/long/")
    with CaptureQueriesContext(connection) as much:
        client.get("/en/courses/long/")

    assert len(few) == len(much) <= 14, [query["sql"][:150] for query in much]
