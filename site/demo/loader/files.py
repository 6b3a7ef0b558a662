"""Recordings of lessons: private files with captions in each language."""

from __future__ import annotations

from functools import cache

import yaml
from django.core.files import File

from demo.loader.words import DEMO
from media.contract import PrivateFile, keep_captions, keep_file

LESSONS = DEMO / "lessons"


def load() -> None:
    """Bring in what is not there yet; a recording is known by its title."""
    known = set(PrivateFile.objects.values_list("title", flat=True))
    for lesson in _index():
        title = _title(lesson["course"], lesson["lesson"])
        if title not in known:
            _bring_in(title, lesson)
    recorded.cache_clear()


def put_back() -> None:
    """Store the files anew whose rows were kept ready."""
    for lesson in _index():
        file = recorded(lesson["course"], lesson["lesson"])
        if not file.file.storage.exists(file.file.name):
            with (LESSONS / lesson["file"]).open("rb") as content:
                file.file.storage.save(file.file.name, File(content))


@cache
def recorded(course: str, lesson: str) -> PrivateFile | None:
    """A lesson's recording; none where it was never made."""
    return PrivateFile.objects.filter(title=_title(course, lesson)).first()


def _bring_in(title: str, lesson: dict) -> None:
    path = LESSONS / lesson["file"]
    with path.open("rb") as content:
        file = keep_file(content=File(content, name=path.name), title=title)
    for language, captions in lesson["captions"].items():
        keep_captions(file=file, language=language, vtt=(LESSONS / captions).read_text(encoding="utf-8"))


def _title(course: str, lesson: str) -> str:
    return f"{course}: {lesson}"


@cache
def _index() -> list[dict]:
    return yaml.safe_load((LESSONS / "index.yaml").read_text(encoding="utf-8"))["lessons"]
