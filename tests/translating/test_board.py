"""The board of translations: what it says of each page and language, and what is done with it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from home.pages.standard import StandardPage
from home.translating.changes import changes_of
from home.translating.operations import send, take_over, take_up
from home.translating.queries import board, tell_fields
from home.translating.rights import languages_of
from home.translating.states import State
from outbox.runner import run_due
from tests.factories.accounts import make_user
from tests.factories.courses import make_home, make_locale, make_person
from tests.factories.pages import make_page
from tests.factories.translating import (
    change,
    committed,
    follow,
    fresh,
    make_translation,
    opened,
    publish,
    there,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture(scope="module", autouse=True)
def followed(lasting):
    """A page that German follows."""
    make_locale("de")
    page = make_page("About us", ("text", "<p>We teach.</p><p>We sit.</p>"), summary="Who we are.")
    follow("de")
    return page


@pytest.fixture
def about(followed):
    return StandardPage.objects.get(pk=followed.pk)


@pytest.fixture
def chief():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    return client


def translator(*languages: str):
    """Somebody who may change the pages of these languages and no others."""
    user = make_user("tove@example.org", name="Tove")
    group = Group.objects.get(name="Translators")
    for language in languages:
        for right in ("change_page", "publish_page"):
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=right)
            GroupPagePermission.objects.create(group=group, page=there(make_home(), language), permission=permission)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def reader() -> Client:
    """Somebody who works here, and translates nothing."""
    user = make_user("nele@example.org", name="Nele")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


def cell(page, language: str = "de"):
    rows = [row for row in board() if row.key == str(page.translation_key)]
    tell_fields(rows)
    return rows[0].cells[language]


def test_a_page_is_written_in_one_language_and_an_alias_or_missing_in_others(about):
    make_locale("es")

    assert cell(about, "en").state == State.SOURCE
    assert cell(about, "de").state == State.ALIAS
    assert cell(about, "es").state == State.MISSING


def test_a_page_that_was_sent_is_being_translated_and_readers_still_see_its_alias(about):
    translation = opened(about)

    german = cell(about)
    assert german.state == State.WAITING
    assert (german.translated, german.managed.total) == (0, translation.source.stringsegment_set.count())
    assert there(about).alias_of_id == about.pk


def test_sending_twice_opens_one_translation(about):
    opened(about)
    opened(about)

    assert Translation.objects.count() == 1


def test_what_somebody_wrote_freely_is_never_sent_over(about):
    german = there(about)
    german.alias_of = None
    german.title = "Über uns"
    german.save()

    assert send(about, into=make_locale("de")) is None
    assert there(about).title == "Über uns"


def test_a_translation_with_every_string_is_translated(about):
    make_translation(about, words={"title": "Über uns"})

    assert cell(about).state == State.TRANSLATED
    assert there(about).title == "Über uns"
    assert there(about).alias_of_id is None


def test_a_source_that_changed_makes_it_outdated_and_says_in_which_field(about):
    make_translation(about)

    change(about, summary="Who we are, and why.")

    german = cell(about)
    assert german.state == State.OUTDATED
    assert german.fields == ["Sentence under the title"]
    assert german.managed.missing == 1


def test_what_changed_is_told_with_the_earlier_words_and_their_translation(about):
    translation = make_translation(about, words={"summary": "Wer wir sind."})

    change(about, summary="Who we are, and why.")

    (told,) = changes_of(fresh(translation))
    assert told.now == "Who we are, and why."
    assert (told.before, told.translated) == ("Who we are.", "Wer wir sind.")
    assert '<span class="desk-new">' in told.shown


def test_only_the_changed_sentence_of_a_text_waits(about):
    translation = make_translation(about)
    body = about.body.get_prep_value()
    body[0]["value"] = "<p>We teach.</p><p>We sit still.</p>"

    change(about, body=body)

    (told,) = changes_of(fresh(translation))
    assert (told.before, told.now) == ("We sit.", "We sit still.")


def test_a_changed_source_leaves_the_translated_page_as_it_is_until_it_is_published(about):
    translation = make_translation(about, words={"title": "Über uns", "summary": "Wer wir sind."})

    change(about, summary="Who we are, and why.")
    assert there(about).summary == "Wer wir sind."

    write(translation, {"summary": "Wer wir sind und warum."})
    assert cell(about).state == State.OUTDATED
    assert cell(about).ready
    publish(translation)

    assert cell(about).state == State.TRANSLATED
    assert (there(about).title, there(about).summary) == ("Über uns", "Wer wir sind und warum.")


def test_publishing_the_source_again_unchanged_makes_nothing_outdated(about):
    make_translation(about)

    change(about)

    assert cell(about).state == State.TRANSLATED


def test_no_string_that_somebody_wrote_is_ever_lost(about):
    translation = make_translation(about)
    before = set(StringTranslation.objects.values_list("data", flat=True))

    for summary in ("One.", "", "Two.", "Who we are."):
        change(about, summary=summary)

    assert before <= set(StringTranslation.objects.values_list("data", flat=True))
    assert changes_of(fresh(translation)) == []


def test_a_sentence_that_moved_within_its_page_keeps_its_translation(about):
    translation = make_translation(about)
    body = about.body.get_prep_value()
    body[0]["id"] = "6f0cbb8c-8c70-4b38-8c06-5a9a02c3ae11"

    change(about, body=body)

    assert changes_of(fresh(translation)) == []
    publish(translation)
    assert "de: We sit." in str(there(about).body)


def test_a_changed_setting_is_taken_over_where_every_word_is_there(about):
    translation = make_translation(about, words={"title": "Über uns"})
    change(about, hidden=True)
    assert cell(about).ready

    with committed():
        assert take_over([fresh(translation)]) == 1

    assert there(about).hidden is True
    assert there(about).title == "Über uns"
    assert cell(about).state == State.TRANSLATED


def test_nothing_is_taken_over_where_a_word_is_missing(about):
    translation = make_translation(about)
    change(about, summary="Who we are, and why.", hidden=True)

    assert take_over([fresh(translation)]) == 0
    assert there(about).hidden is False


def test_taking_up_twice_is_taking_up_once(about):
    translation = make_translation(about)
    change(about, summary="Who we are, and why.")

    assert take_up(translation.source_id) is False


def test_what_pages_share_stands_on_the_board_too(about):
    bela = make_person("Bela")
    make_translation(bela, words={"role": "Lehrt Sitzen"})

    assert cell(bela).state == State.TRANSLATED
    assert there(bela).role == "Lehrt Sitzen"


def test_a_shared_thing_that_an_editor_changes_becomes_outdated(chief, about):
    bela = make_person("Bela")
    make_translation(bela)
    form = {"name": "Bela", "code": "bela", "role": "Teaches standing", "bio": bela.bio, "quote": "", "portrait": ""}

    chief.post(f"/admin/snippets/home/person/edit/{bela.pk}/", form)
    run_due()

    assert cell(bela).fields == ["Role"]


def test_the_board_shows_pages_in_order_with_the_way_to_each(chief, about):
    html = chief.get("/admin/translations/").content.decode()

    assert html.index("Home") < html.index("About us")
    assert f"/admin/pages/{there(about).pk}/edit/" in html
    assert "Shown untranslated" in html


def test_the_board_is_narrowed_by_title_kind_language_and_state(chief, about):
    make_page("Terms")
    make_translation(about)

    def titles(query: str) -> list[str]:
        return [row.title for row in chief.get(f"/admin/translations/?{query}").context["rows"]]

    assert titles("q=TERM") == ["Terms"]
    assert titles("kind=home.homepage") == ["Home"]
    assert titles("language=de&state=translated") == ["About us"]
    assert titles("kind=home.standardpage&language=de&state=missing") == ["Terms"]
    assert titles("state=nonsense")[-3:] == ["Home", "About us", "Terms"]


def test_many_are_sent_with_one_press(chief, about):
    terms = make_page("Terms")
    things = [f"home.standardpage:{about.pk}", f"home.standardpage:{terms.pk}"]

    answer = chief.post("/admin/translations/", {"act": "send", "things": things, "languages": ["de"]}, follow=True)
    run_due()

    assert "2 translations are being opened" in answer.content.decode()
    assert [cell(page).state for page in (about, terms)] == [State.WAITING, State.WAITING]


def test_a_machine_begins_where_there_is_a_key_and_publishes_nothing(chief, about, settings):
    thing = {"act": "send", "things": [f"home.standardpage:{about.pk}"], "languages": ["de"], "machine": "on"}
    assert "begin; a person" not in chief.get("/admin/translations/").content.decode()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    assert "let Dummy translator begin" in chief.get("/admin/translations/").content.decode()

    chief.post("/admin/translations/", thing)
    run_due()

    assert StringTranslation.objects.get(context__path="title").translation_type == "machine"
    assert (cell(about).state, cell(about).ready) == (State.WAITING, True)
    assert there(about).title == "About us"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"act": "send", "languages": ["de"]}, "Tick at least one page."),
        ({"act": "send", "things": ["home.standardpage:0"], "languages": ["de"]}, "not there any more"),
        ({"act": "send", "languages": ["xx"], "things": []}, "You may not translate into one of these languages."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_lost(chief, about, asked, said):
    answer = chief.post("/admin/translations/", asked)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_alias_that_was_sent_opens_in_two_columns(chief, about):
    opened(about)

    html = chief.get(f"/admin/pages/{there(about).pk}/edit/").content.decode()

    assert "js-translation-editor" in html or "data-props" in html
    assert there(about).alias_of_id == about.pk


def test_wagtails_own_way_to_translate_leaves_the_alias_to_readers_too(chief, about):
    chief.post(f"/admin/localize/submit/page/{about.pk}/", {"locales": [make_locale("de").pk]})

    assert cell(about).state == State.WAITING
    assert there(about).alias_of_id == about.pk


def test_a_translator_works_in_their_own_languages_only(about):
    follow("es")
    tove = translator("de")
    thing = f"home.standardpage:{about.pk}"

    refused = tove.post("/admin/translations/", {"act": "send", "things": [thing], "languages": ["es"]})
    tove.post("/admin/translations/", {"act": "send", "things": [thing], "languages": ["de"]})
    run_due()

    assert refused.status_code == 422
    assert cell(about, "es").state == State.ALIAS
    assert cell(about, "de").state == State.WAITING
    assert tove.get(f"/admin/pages/{there(about).pk}/edit/").status_code == 200
    assert tove.get(f"/admin/pages/{about.pk}/edit/").status_code == 302


def test_the_board_leads_a_translator_only_to_what_they_may_change(chief, about):
    follow("es")
    english, german, spanish = (f"/admin/pages/{page.pk}/edit/" for page in (about, there(about), there(about, "es")))
    whole, theirs = (who.get("/admin/translations/").content.decode() for who in (chief, translator("de")))

    assert [link in whole for link in (english, german, spanish)] == [True, True, True]
    assert [link in theirs for link in (english, german, spanish)] == [False, True, False]


@pytest.mark.parametrize("address", ["", "files/", "{}/changes/"])
def test_only_who_translates_sees_the_board(about, address):
    address = f"/admin/translations/{address}".format(opened(about).pk)
    tove = translator("de")

    assert Client().get(address).status_code == 302
    assert reader().get(address).status_code == 302
    assert tove.get(address).status_code == 200


def test_only_who_translates_finds_the_way_to_it(about):
    assert "/admin/translations/" not in reader().get("/admin/").content.decode()
    assert "/admin/translations/" in translator("de").get("/admin/").content.decode()


def test_who_may_change_german_pages_translates_them_only_with_that_right(about):
    translator("de")
    group = Group.objects.get(name="Translators")
    tove = group.user_set.get()
    assert languages_of(tove) == ["de"]

    group.permissions.remove(Permission.objects.get(codename="submit_translation"))

    assert languages_of(User.objects.get(pk=tove.pk)) == []


def test_the_board_asks_as_often_for_thirty_pages_as_for_one(chief, about):
    def ask() -> int:
        chief.get("/admin/translations/")
        with CaptureQueriesContext(connection) as asked:
            assert chief.get("/admin/translations/").status_code == 200
        return len(asked)

    make_translation(about)
    change(about, summary="Who we are, and why.")
    one = ask()
    for number in range(30):
        page = make_page(f"Page {number}", summary="A page.")
        if number < 3:
            make_translation(page)
            change(page, summary="Another page.")

    assert ask() == one
