"""Private files in the administration: uploaded, captioned, chosen on pages, not taken away from them."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Captions, PrivateFile
from tests.factories.accounts import make_user
from tests.factories.courses import make_course
from tests.factories.media import PDF, VTT, make_captions, make_private_file, sound_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

FILES = "/admin/snippets/media/privatefile/"


@pytest.fixture
def cleo(client):
    """Cleo keeps the files."""
    user = make_user("cleo@example.org", is_staff=True)
    wanted = ["access_admin", "add_privatefile", "change_privatefile", "delete_privatefile", "view_privatefile"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    return user


def sent(*captions, content=None, called="three.m4a", **fields) -> dict:
    """What the form sends, with captions as (language, text)."""
    data = {"title": "Lesson 3", "name": "", "seconds": "", **fields}
    if content is not None:
        data["file"] = SimpleUploadedFile(called, content)
    data |= {"captions-TOTAL_FORMS": len(captions), "captions-INITIAL_FORMS": 0, "captions-MIN_NUM_FORMS": 0}
    for number, (language, vtt) in enumerate(captions):
        data |= {f"captions-{number}-language": language, f"captions-{number}-vtt": vtt, f"captions-{number}-id": ""}
    return data


def text_of(answer) -> str:
    return answer.content.decode()


def test_an_upload_is_told_by_its_content_and_captioned(client, cleo):
    answer = client.post(FILES + "add/", sent(("en", VTT), content=sound_of(754), called="three.mp3"))

    file = PrivateFile.objects.get()
    assert answer.status_code == 302
    assert (file.content_type, file.name, file.seconds, file.size) == ("audio/mp4", "three.m4a", 754, file.file.size)
    assert len(file.sha256) == 64
    assert Captions.objects.get(of=file).vtt.split() == VTT.split()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (sent(content=b"<html>"), "This is none of the kinds that we keep"),
        (sent(content=b""), "The submitted file is empty."),
        (sent(), "This field is required."),
        (sent(content=PDF, title=""), "This field is required."),
        (sent(content=PDF, title="x\0"), "Null characters are not allowed."),
        (sent(content=PDF, seconds="-5"), "greater than or equal to 0"),
        (sent(("en", "Hello"), content=sound_of()), "The first line must be the word WEBVTT"),
        (sent(("xx", VTT), content=sound_of()), "Select a valid choice."),
        (sent(("en", VTT), ("en", VTT), content=sound_of()), "Please correct the duplicate"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_beside_its_field(client, cleo, data, sentence):
    answer = client.post(FILES + "add/", data)

    assert sentence in text_of(answer)
    assert PrivateFile.objects.count() == 0


def test_too_large_an_upload_gets_a_sentence(client, cleo, settings):
    settings.PRIVATE_FILE_MOST_BYTES = 10

    assert "This file is larger than" in text_of(client.post(FILES + "add/", sent(content=PDF)))


def test_the_content_stays_while_what_is_said_of_it_changes(client, cleo):
    file = make_private_file(seconds=100)
    edit = f"{FILES}edit/{file.pk}/"

    answer = client.post(edit, sent(title="Lesson four", name="four.mp3", seconds="90", content=PDF))

    changed = PrivateFile.objects.get()
    assert (answer.status_code, 'type="file"' in text_of(client.get(edit))) == (302, False)
    assert (changed.title, changed.name, changed.seconds) == ("Lesson four", "four.m4a", 90)
    assert (changed.sha256, changed.content_type) == (file.sha256, "audio/mp4")


def test_a_file_on_a_page_cannot_be_deleted_but_another_can(client, cleo):
    course = make_course()
    course.trailer = used = make_private_file()
    course.save()
    make_captions(used)
    spare = make_private_file("Spare")

    kept = client.post(f"{FILES}delete/{used.pk}/", follow=True)
    client.post(f"{FILES}delete/{spare.pk}/")

    assert "is in use and stays. Take it from its pages first." in text_of(kept)
    assert list(PrivateFile.objects.all()) == [used]


def test_a_file_is_uploaded_where_it_is_chosen(client, cleo):
    chooser = "/admin/snippets/choose/media/privatefile/"
    make_private_file("Before the first word")

    found = client.get(chooser + "results/", {"q": "first word"})
    nothing = client.get(chooser + "results/", {"q": "hedgehog"})
    made = client.post(chooser + "create/", {"title": "Sheet", "file": SimpleUploadedFile("sheet.pdf", PDF)})
    refused = client.post(chooser + "create/", {"title": "Page", "file": SimpleUploadedFile("page.pdf", b"<html>")})

    assert ("Before the first word" in text_of(found), "Before" in text_of(nothing)) == (True, False)
    assert (made.status_code, PrivateFile.objects.filter(name="sheet.pdf").count()) == (200, 1)
    assert "This is none of the kinds that we keep" in text_of(refused)


def test_the_list_says_kind_and_size_and_finds_by_title(client, cleo):
    make_private_file("Before the first word")
    make_private_file("Something else")

    listed = text_of(client.get(FILES))

    assert "M4A," in listed
    assert "Something else" not in text_of(client.get(FILES + "results/", {"q": "first word"}))


def test_nobody_comes_in_without_a_right(client):
    client.force_login(make_user("staff@example.org", is_staff=True))

    assert client.get(FILES).status_code == 302


def by_script(client, data):
    return client.post(FILES + "add/", data, headers={"X-Requested-With": "XMLHttpRequest"})


def test_a_script_that_shows_the_progress_is_told_where_to_go_on_and_the_message_waits_there(client, cleo):
    answer = by_script(client, sent(content=PDF))

    assert answer.status_code == 200
    assert "&#x27;Lesson 3&#x27; created." in text_of(client.get(answer.json()["url"]))
    assert PrivateFile.objects.count() == 1


def test_the_same_script_is_told_all_that_is_wrong_and_by_which_name(client, cleo):
    answer = by_script(client, sent(("en", "Hello"), content=b"<html>", title=""))

    told = {error["field"]: error["words"] for error in answer.json()["errors"]}
    assert answer.status_code == 422
    assert told["Title"] == "This field is required."
    assert told["File"].startswith("This is none of the kinds that we keep")
    assert told["Captions"].startswith("The first line must be the word WEBVTT")
    assert PrivateFile.objects.count() == 0


@pytest.mark.parametrize("address", [FILES + "add/", "/admin/snippets/choose/media/privatefile/"])
def test_how_far_an_upload_is_stands_beside_its_field(client, cleo, address):
    page = text_of(client.get(address))

    assert "<upload-progress hidden" in page.replace("\\", "")
    assert "js/staff/upload-progress.js" in text_of(client.get("/admin/"))
