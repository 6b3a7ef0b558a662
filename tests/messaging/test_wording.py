"""Editors word letters: in each language, with placeholders, and never so that a letter fails."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from accounts.adapter import AccountAdapter
from messaging.models import Message, Wording
from messaging.wording import built_in, kinds, preview
from messaging.wording_admin import WRITERS
from messaging.wording_forms import WordingForm
from shop.orders.letters import send_confirmation
from tests.factories.accounts import make_user
from tests.factories.shop import make_paid_order, make_postcard
from tests.factories.staff import make_support

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
HOSTILE = [
    "{",
    "}",
    "{{name}}",
    "{name.__class__}",
    "{order}",
    "{0}",
    "%(name)s %s %",
    "{% load x %}{{ order }}",
    "<script>alert(1)</script>",
    "\u202e{name}\u2066",
    "\\{name}\\1\\g<0>",
    "{NAME}",
    "name}{number",
]


def confirmation(**wording) -> Message:
    """The confirmation of an order in these words."""
    if wording:
        Wording.objects.create(**{"kind": "order_confirmation", "language": "en"} | wording)
    send_confirmation(make_paid_order(make_postcard(), name="Ada <b>"))
    return Message.objects.get(kind="order_confirmation")


def test_what_is_empty_is_said_in_the_built_in_words():
    letter = confirmation(subject="News for {name}: {number}")

    assert letter.subject.startswith("News for Ada <b>: ")
    assert "You paid" in letter.text
    assert "a person will read it" in letter.html


def test_words_and_values_are_escaped_in_html_and_plain_in_text():
    letter = confirmation(opening="Dear {name} & all,\n\nyou paid {sum} to {shop}.", closing="<i>Yours</i>")

    assert "Dear Ada <b> & all,\n\nyou paid €3.00 to " in letter.text
    assert "<p>Dear <bdi>Ada &lt;b&gt;</bdi> &amp; all,</p>\n<p>you paid <bdi>€3.00</bdi> to" in letter.html
    assert "&lt;i&gt;Yours&lt;/i&gt;" in letter.html
    assert "You paid" not in letter.text


def test_words_are_of_one_language():
    letter = confirmation(language="de", subject="Danke")

    assert letter.subject.startswith("Your order")


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_stands_in_the_words_makes_a_letter_fail(words):
    letter = confirmation(subject=words, opening=words, closing=words)

    assert "<script>" not in letter.html
    assert letter.subject


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.kind)
@pytest.mark.parametrize("language", ["en", "ar", "de", "es"])
def test_every_letter_has_a_preview_with_each_placeholder_and_built_in_words(kind, language):
    words = " ".join(f"{{{name}}}" for name in kind.placeholders)
    wording = Wording(kind=kind.kind, language=language, subject="Subject", opening=words, closing="Closing")

    subject, html = preview(wording, html=True)
    _, text = preview(wording, html=False)

    assert subject == "Subject"
    assert f'lang="{language}"' in html
    assert "{" not in text
    assert "Closing" in text and "Closing" in html
    assert set(built_in(kind, language)) == {"subject", "opening", "closing"}


def test_letters_of_accounts_are_worded_too():
    Wording.objects.create(kind="account.password_reset_key", language="de", subject="Für {email}", opening="Los!")

    with translation.override("de"):
        AccountAdapter().send_mail("account/email/password_reset_key", "ada@example.org", {"password_reset_url": "x"})

    letter = Message.objects.get()
    assert letter.subject == "Für ada@example.org"


def form_of(**fields) -> WordingForm:
    return EnglishForm({"kind": "order_confirmation", "language": "en"} | fields)


class EnglishForm(WordingForm):
    class Meta:
        model = Wording
        fields = ("kind", "language", "subject", "opening", "closing")


@pytest.mark.parametrize("words", ["{", "}", "{{name}}", "{order}", "{name.x}", "{ name }", "{% x %}"])
@pytest.mark.parametrize("part", ["subject", "opening", "closing"])
def test_placeholders_that_are_unknown_or_broken_are_refused_with_a_sentence(part, words):
    form = form_of(**{part: f"Dear {words}"})

    assert "is no placeholder of this letter. There are: {name}, {number}, {sum}, {shop}." in form.errors[part][0]


def test_good_words_are_taken():
    assert form_of(subject="{name}", opening="{sum}: {number}", closing="{shop}").is_valid()
    assert not form_of(kind="no_such_letter").is_valid()


@pytest.fixture
def editor(client):
    user = make_user("cleo@example.org", name="Cleo", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_editors_word_letters_in_wagtail_and_the_audit_log_knows(editor):
    add = reverse("wagtailsnippets_messaging_wording:add")
    assert "the buyer’s name" in editor.get(add).content.decode()
    fields = {"kind": "order_confirmation", "language": "ar", "subject": "{name}", "opening": "", "closing": ""}
    assert "is no placeholder" in editor.post(add, fields | {"subject": "{nam}"}).content.decode()

    assert editor.post(add, fields).status_code == 302

    wording = Wording.objects.get()
    edit = reverse("wagtailsnippets_messaging_wording:edit", args=[wording.pk])
    assert "{number}" in editor.get(edit).content.decode()
    assert editor.get(reverse("wagtailsnippets_messaging_wording:list")).status_code == 200
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


@pytest.mark.parametrize(("mode", "content_type"), [("", "text/html"), ("text", "text/plain")])
def test_editors_see_a_letter_before_they_save_it(editor, mode, content_type):
    address = reverse("wagtailsnippets_messaging_wording:preview_on_add")
    fields = {"kind": "order_confirmation", "language": "ar", "subject": "S {name}", "opening": "", "closing": ""}
    editor.post(address, fields)

    answer = editor.get(address, {"mode": mode})

    assert answer["Content-Type"].startswith(content_type)
    assert "S Ada Lovelace" in answer.content.decode()


def test_who_answers_buyers_may_not_word_letters():
    desk = make_support()

    assert desk.get(reverse("wagtailsnippets_messaging_wording:list")).status_code == 302
    assert Group.objects.filter(name__in=WRITERS, permissions__codename="change_wording").count() == len(WRITERS)
