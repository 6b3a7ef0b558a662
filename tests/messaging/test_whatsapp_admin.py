"""Editors see which words to have approved, and name the template of each message and language."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from messaging.models import ApprovedTemplate
from messaging.whatsapp.registry import as_submitted, template_kinds
from messaging.wording_admin import WRITERS
from tests.factories.accounts import make_user
from tests.factories.twilio import SID, approve

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ADD = "wagtailsnippets_messaging_approvedtemplate:add"
SAID = {"kind": "order_confirmation", "language": "de", "content_sid": SID}


@pytest.fixture
def editor(client):
    user = make_user("cleo@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=WRITERS[0]))
    client.force_login(user)
    return client


def test_the_words_to_have_approved_are_shown_in_each_language(editor):
    page = editor.get(reverse(ADD)).content.decode()

    assert "Hello {{2}}, thank you for your order {{3}} at {{1}}." in page
    assert "danke für deine Bestellung {{3}} bei {{1}}" in page
    assert "Hello Ada Lovelace, thank you" in page
    assert 'lang="ar" dir="auto"' in page


def test_a_template_is_named_and_its_own_words_are_shown(editor):
    assert editor.post(reverse(ADD), SAID).status_code == 302

    template = ApprovedTemplate.objects.get()
    page = editor.get(reverse("wagtailsnippets_messaging_approvedtemplate:edit", args=[template.pk])).content.decode()
    assert "danke für deine Bestellung" in page
    assert "thank you for your order" not in page


@pytest.mark.parametrize(
    "said",
    [
        {"content_sid": ""},
        {"content_sid": "HX123"},
        {"content_sid": SID.replace("HX", "MG")},
        {"content_sid": SID + "0"},
        {"kind": "unknown"},
        {"language": "xx"},
        {"language": "en"},
        {"content_sid": SID.upper()},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(editor, said):
    approve()  # English has this template already
    answer = editor.post(reverse(ADD), SAID | said)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert ApprovedTemplate.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "de", "es", "ar"])
def test_proposed_words_are_what_whatsapp_takes(language):
    for kind in template_kinds():
        words = as_submitted(kind, language=language)

        assert all(f"{{{{{number}}}}}" in words for number in range(1, len(kind.names) + 1))
        assert not words.startswith("{{")
        assert not words.endswith("}}")
        assert len(words) <= 550  # a message has at most 1,024 signs, with the values in it
