"""The words of a lesson, line by line, in every language that has them."""

from pathlib import Path

import yaml

LANGUAGES = ["en", "de", "es", "ar"]
CONTENT = Path(__file__).resolve().parent.parent / "content"

# The voice knows English names only: how these are said, in phonetic signs.
SAID_AS = {"Inés": "[[ iˈnɛs ]]", "Jonas": "[[ ˈjoʊnɑːs ]]"}


def lines(course: str, lesson: str, language: str) -> list[str]:
    """The script of a lesson; empty when this language has none."""
    path = CONTENT / language / "courses" / f"{course}.yaml"
    if not path.exists():
        return []
    modules = yaml.safe_load(path.read_text(encoding="utf-8"))["modules"]
    scripts = {found["code"]: found.get("script", "") for module in modules for found in module["lessons"]}
    return scripts.get(lesson, "").strip().splitlines()


def translations(course: str, lesson: str) -> dict[str, list[str]]:
    """The same lines in each language; one that was cut into other lines is left out."""
    english = lines(course, lesson, "en")
    found = {language: lines(course, lesson, language) for language in LANGUAGES}
    return {language: text for language, text in found.items() if len(text) == len(english)}


def as_said(line: str) -> str:
    """The line as the voice must read it."""
    for written, said in SAID_AS.items():
        line = line.replace(written, said)
    return line.replace("’", "'")
