"""What editors see of the search and put right: synonyms, picks, and what people look for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from search.models import Asked, Synonyms
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def editor(client):
    """An editor at the desk, with the rights that a new shop gives."""
    user = make_user("cleo@example.org", name="Cleo")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def test_editors_read_what_people_look_for_and_what_in_vain(editor):
    now = timezone.now()
    Asked.objects.create(language="en", words="motorbike", times=7, found=0, last_at=now)
    Asked.objects.create(language="de", words="stille", times=3, found=4, last_at=now)

    html = editor.get("/admin/searches/").content.decode()
    vain = editor.get("/admin/searches/", {"nothing": "true"}).content.decode()
    table = editor.get("/admin/searches/", {"export": "csv"}).getvalue().decode()

    assert html.index("motorbike") < html.index("stille")
    assert "motorbike" in vain and "stille" not in vain
    assert "stille,de,3,4" in table


def test_editors_keep_words_that_mean_the_same(editor):
    sent = {"language": "en", "words": "cushion, zafu"}

    assert editor.post("/admin/snippets/search/synonyms/add/", sent).status_code == 302
    assert list(Synonyms.objects.values_list("language", "words")) == [("en", "cushion, zafu")]
    assert editor.get("/admin/searchpicks/").status_code == 200


def test_nobody_else_reads_it(client):
    client.force_login(make_user("ada@example.org"))

    assert client.get("/admin/searches/").status_code == 302


@pytest.mark.parametrize(("codenames", "offered"), [(["access_admin", "view_asked"], True), (["access_admin"], False)])
def test_only_who_may_read_it_finds_the_way_there(client, codenames, offered):
    ada = make_user("ada@example.org")
    ada.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(ada)

    assert ("/admin/searches/" in client.get("/admin/").content.decode()) == offered
