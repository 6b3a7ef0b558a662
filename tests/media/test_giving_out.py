"""Who gets a file, and what the answer says of it."""

from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from media.contract import address_of, address_of_captions
from tests.factories.media import VTT, make_captions, make_paper, make_private_file

pytestmark = pytest.mark.django_db


def test_who_may_not_have_a_file_is_told_that_it_is_not_there(client):
    file = make_private_file()
    captions = make_captions(file)

    refused = client.get(address_of(file))
    nowhere = uuid4()
    unknown = client.get(reverse("media:file", args=[nowhere, file.name]))

    assert (refused.status_code, unknown.status_code) == (404, 404)
    # The page may lead to its own address in other languages; apart from that it says the same.
    said = [str(key).encode() for key in (file.key, nowhere)]
    assert refused.content.replace(said[0], b"") == unknown.content.replace(said[1], b"")
    assert client.get(address_of_captions(captions, file=file)).status_code == 404
    assert client.head(address_of(file)).status_code == 404


def test_the_answer_names_the_type_and_keeps_the_file_private(ask):
    response = ask(address_of(make_private_file(name="three.m4a")))

    assert response["Content-Type"] == "audio/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"] == 'inline; filename="three.m4a"'


def test_what_does_not_play_is_saved_under_its_name(ask):
    response = ask(address_of(make_paper(name="ورقة.pdf")))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%D9%88%D8%B1%D9%82%D8%A9.pdf"


def test_captions_are_given_out_by_the_same_rule(ask):
    file = make_private_file()
    address = address_of_captions(make_captions(file, language="ar"), file=file)

    response = ask(address)

    assert address == f"/files/{file.key}/captions/ar.vtt"
    assert (response.content.decode(), response["Content-Type"]) == (VTT, "text/vtt; charset=utf-8")
    assert response["Cache-Control"] == "private, no-cache"
    assert ask(address, If_None_Match=response["ETag"]).status_code == 304
    assert ask(address.replace("ar.vtt", "de.vtt")).status_code == 404


def test_behind_a_web_server_that_reads_files_the_shop_only_says_which(ask, settings):
    settings.PRIVATE_FILES_BY_WEB_SERVER = "/private-files/"
    file = make_private_file()

    response = ask(address_of(file), Range="bytes=0-3")

    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/private-files/{file.file.name}"
    assert response["Content-Type"] == "audio/mp4"
    assert response["Cache-Control"] == "private, no-cache"


def test_a_file_that_is_gone_from_its_place_is_not_found(ask):
    file = make_private_file()
    storages["private"].delete(file.file.name)

    assert ask(address_of(file)).status_code == 404


def test_ugly_addresses_are_not_found(client):
    key = make_private_file().key

    for address in (f"/files/{key}/", f"/files/{key}/a/b", "/files/1/x.pdf", f"/files/{key}/captions/%00.vtt"):
        assert client.get(address, follow=True).status_code == 404
