"""PO files: out of the board together, and back in."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.accounts import make_user
from tests.factories.courses import make_locale
from tests.factories.pages import make_page
from tests.factories.translating import follow, fresh, opened, publish, there

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
BOARD, FILES = "/admin/translations/", "/admin/translations/files/"


@pytest.fixture
def about():
    make_locale("de")
    page = make_page("About us", summary="Who we are.")
    follow("de")
    return page


@pytest.fixture
def chief():
    client = Client()
    client.force_login(make_user("marta@example.org", is_superuser=True))
    return client


def exported(client: Client, *pages) -> dict[str, bytes]:
    things = [f"home.standardpage:{page.pk}" for page in pages]
    answer = client.post(BOARD, {"act": "export", "things": things, "languages": ["de"]})
    with ZipFile(BytesIO(answer.content)) as files:
        return {name: files.read(name) for name in files.namelist()}


def translated(content: bytes) -> bytes:
    """What a translator's program gives back."""
    po = polib.pofile(content.decode())
    for entry in po:
        entry.msgstr = f"de: {entry.msgid}"
    return str(po).encode()


def give(client: Client, name: str, content: bytes):
    return client.post(FILES, {"file": SimpleUploadedFile(name, content)}, follow=True)


def archive(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def test_a_file_that_goes_out_comes_back_translated_and_publishes_nothing(chief, about):
    translation = opened(about)
    ((name, content),) = exported(chief, about).items()

    answer = give(chief, name.split("/")[-1], translated(content))

    assert name == f"de/about-us-{translation.pk}.po"
    assert "1 file is taken in." in answer.content.decode()
    assert there(about).title == "About us"
    publish(fresh(translation))
    assert (there(about).title, there(about).summary) == ("de: About us", "de: Who we are.")


def test_many_files_come_back_in_one_archive(chief, about):
    terms = make_page("Terms")
    opened(about)
    opened(terms)
    files = {name: translated(content) for name, content in exported(chief, about, terms).items()}

    answer = give(chief, "back.zip", archive({**files, "notes.txt": b"Done."}))

    assert "2 files are taken in." in answer.content.decode()


def test_what_a_file_leaves_empty_stays_as_it_is(chief, about):
    translation = opened(about)
    ((_name, content),) = exported(chief, about).items()
    give(chief, "one.po", translated(content))

    give(chief, "one.po", content)

    assert fresh(translation).get_progress()[0] == fresh(translation).get_progress()[1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("one.po", b"\xff\xfe\x00", "is no PO file"),
        ("one.po", b"nonsense without quotes", "is no PO file"),
        ("all.zip", b"nonsense", "This archive cannot be opened."),
        ("all.zip", archive({"notes.txt": b"Done."}), "There is no PO file in this archive."),
        ("/etc/passwd", b"/etc/passwd", "is no PO file"),
    ],
)
def test_what_is_no_po_file_is_refused_with_a_sentence(chief, about, name, content, said):
    answer = give(chief, name, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("name", ["", "nonsense", "0d7e9bb0-2a3c-4c1a-9c84-3f2b8f9d3b10"])
def test_a_file_of_another_shop_changes_nothing_and_is_named(chief, about, name):
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "X-WagtailLocalize-TranslationID": name}
    po.append(polib.POEntry(msgid="About us", msgctxt="title", msgstr="Über uns"))

    answer = give(chief, "other.po", str(po).encode())

    assert "belongs to no translation" in answer.content.decode()


def test_what_was_never_sent_has_no_file(chief, about):
    things = [f"home.standardpage:{about.pk}"]

    answer = chief.post(BOARD, {"act": "export", "things": things, "languages": ["de"]}, follow=True)

    assert "Send them first." in answer.content.decode()
