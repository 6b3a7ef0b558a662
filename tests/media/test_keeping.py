"""Files are told by their content, and what they say of themselves is written down."""

from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from media.contract import Refused, keep_file
from media.models import PrivateFile
from tests.factories.media import LESSONS, PDF, box, make_private_file, sound_of

pytestmark = pytest.mark.django_db

EPUB = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip" + bytes(100)
# 100 frames of 128 kbit/s at 44,100 Hz: 417 bytes each
MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 100
COUNTED = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing\0\0\0\x01" + (3829).to_bytes(4, "big") + bytes(369)
WEBM = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x84webm" + bytes(40) + b"\x2a\xd7\xb1\x83\x0f\x42\x40"


def kept(content, name="a file"):
    return keep_file(content=ContentFile(content, name=name), title="Something")


@pytest.mark.parametrize(
    ("content", "content_type", "seconds"),
    [
        (PDF, "application/pdf", None),
        (EPUB, "application/epub+zip", None),
        (sound_of(754), "audio/mp4", 754),
        (sound_of(60, handler=b"vide"), "video/mp4", 60),
        (MP3, "audio/mpeg", 3),
        (COUNTED + MP3, "audio/mpeg", 100),
        (b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128) + MP3, "audio/mpeg", 3),
        (WEBM + b"\x44\x89\x84\x47\x43\x50\x00V_VP9", "video/webm", 50),
        (WEBM + b"A_OPUS", "audio/webm", None),
    ],
)
def test_type_and_length_come_from_the_content(content, content_type, seconds):
    file = kept(content)

    assert (file.content_type, file.seconds, file.size) == (content_type, seconds, len(content))
    assert file.sha256 == sha256(content).hexdigest()
    assert file.file.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 5000,
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00 a program",
        b"\xff\xfb\x90\x00 one frame and no second",
        box(b"ftyp", b"M4A \0\0\0\0"),
        box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\1moov" + b"\xff" * 8,
        (box(b"ftyp") + box(b"free") * 9000),
        b"PK\x03\x04 a zip of anything",
        b"\x1a\x45\xdf\xa3 matroska",
    ],
)
def test_what_we_do_not_know_is_refused_whatever_it_is_called(content):
    with pytest.raises(Refused) as refused:
        kept(content, name="song.mp3")

    assert "none of the kinds that we keep" in refused.value.messages[0]
    assert PrivateFile.objects.count() == 0


def test_too_large_a_file_is_refused(settings):
    settings.PRIVATE_FILE_MOST_BYTES = 100

    with pytest.raises(Refused) as refused:
        kept(PDF)

    assert refused.value.messages == ["This file is larger than 100\xa0bytes."]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("sheet.pdf", "sheet.pdf"),
        ("Sheet.PDF", "Sheet.pdf"),
        ("sheet.exe", "sheet.exe.pdf"),
        ("sound.mp3", "sound.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\sheet.pdf", "sheet.pdf"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("...", "file.pdf"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_the_name_has_no_folders_and_fits_the_content(given, name):
    assert make_private_file(name="x.pdf", content=PDF).name == "x.pdf"
    assert keep_file(content=ContentFile(PDF), title="Sheet", name=given).name == name


def test_the_place_on_disk_tells_nothing():
    file = make_private_file("Secret plans", name="secret-plans.m4a")

    assert file.file.name == f"{file.key.hex[:2]}/{file.key.hex}.m4a"


def test_a_length_is_typed_where_the_file_does_not_know_it():
    given = keep_file(content=ContentFile(WEBM + b"A_OPUS"), title="Recorded", name="r.webm", seconds=61)

    assert given.seconds == 61


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("first-light/the-edge-of-the-bed.m4a", "audio/mp4"),
        ("the-long-exhale/when-it-makes-you-anxious.mp4", "video/mp4"),
        ("loops/night-sea.mp4", "video/mp4"),
    ],
)
def test_real_lessons_are_known(path, content_type):
    file = kept((LESSONS / path).read_bytes(), name=path)

    assert (file.content_type, file.seconds > 5) == (content_type, True)
