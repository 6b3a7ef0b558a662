"""Captions: what is right is kept, what is not gets a sentence that helps."""

import pytest
from django.core.exceptions import ValidationError

from media.captions import Cue
from media.contract import cues_of, keep_captions
from media.models import Captions
from tests.factories.media import LESSONS, VTT, make_private_file

NOTES = (
    "\ufeffWEBVTT - a title\r\nKind: captions\r\n\r\nNOTE what follows\r\nis a note\r\n\r\n"
    "STYLE\r\n::cue { color: red }\r\n\r\n01:00.000 --> 01:02.000 align:start\r\n<v Bela>Tea &amp; bread"
)


def test_cues_are_read_with_their_times_and_plain_words():
    assert cues_of(VTT) == [Cue(5.0, 8.0, "Hello. This is Bela."), Cue(8.5, 13.25, "There is nothing to start.")]


def test_notes_styles_and_settings_are_not_said():
    assert cues_of(NOTES) == [Cue(60.0, 62.0, "Tea & bread")]


@pytest.mark.parametrize("path", sorted(LESSONS.rglob("*.vtt")), ids=lambda path: path.name)
def test_the_captions_of_the_demo_lessons_are_right(path):
    assert len(cues_of(path.read_text())) > 5


@pytest.mark.django_db
def test_captions_are_kept_once_for_each_language_with_plain_line_ends():
    file = make_private_file()
    keep_captions(file=file, language="en", vtt=VTT)

    keep_captions(file=file, language="en", vtt=NOTES)

    kept = Captions.objects.get(of=file)
    assert (kept.vtt[:20], "\r" in kept.vtt) == ("WEBVTT - a title\nKin", False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vtt", "sentence"),
    [
        ("", "The first line must be the word WEBVTT, with an empty line after it."),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi", "The first line must be the word WEBVTT"),
        ("WEBVTTX\n\n", "The first line must be the word WEBVTT"),
        ("WEBVTT\n\n", "There is nothing said in it"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHi", "Line 3: a time looks like 00:01:02.500 --> 00:01:05.000."),
        ("WEBVTT\n\n1\n00:01.000 -> 00:02.000\nHi", "Line 3: a time looks like"),
        ("WEBVTT\n\n1\n00:99.000 --> 00:02.000\nHi", "Line 3: a time looks like"),
        ("WEBVTT\n\n1\n00:03.000 --> 00:02.000\nHi", "Line 4 ends before it begins."),
        (
            "WEBVTT\n\n00:10.000 --> 00:12.000\nLate\n\n00:01.000 --> 00:02.000\nEarly",
            "The times must rise, but what is said at second 1 stands too late.",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\0", "This is not text."),
        ("WEBVTT\n\n" + "x" * 600_000, "This is longer than any captions are."),
    ],
)
def test_what_is_not_webvtt_gets_a_sentence(vtt, sentence):
    file = make_private_file()

    with pytest.raises(ValidationError) as refused:
        keep_captions(file=file, language="en", vtt=vtt)

    assert sentence in refused.value.messages[0]
    assert Captions.objects.count() == 0
