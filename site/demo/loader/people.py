"""Teachers and themes, whole in every language."""

from __future__ import annotations

from wagtail.models import Locale

from demo.loader import pictures
from demo.loader.words import SOURCE, codes, key, read
from home.snippets import Person, Theme

HUES = {
    "breath": Theme.Hue.TEAL,
    "meditation": Theme.Hue.SAFFRON,
    "yoga": Theme.Hue.CLAY,
    "sound": Theme.Hue.NIGHT,
    "nature": Theme.Hue.SAGE,
}


def load() -> None:
    """The English ones; translations of them are made with those of pages."""
    for code in codes("people"):
        _put(Person, "people", code, code=code, **person_words(SOURCE, code), portrait=portrait_of(code))
    for theme in read(SOURCE, "themes"):
        code = theme["code"]
        _put(Theme, "themes", code, code=code, hue=HUES[code], **theme_words(SOURCE, code))


def person_words(language: str, code: str) -> dict[str, str]:
    """What is said of a teacher in one language; names are the same in all."""
    words = read(language, f"people/{code}")
    return {"name": read(SOURCE, f"people/{code}")["name"]} | {name: words[name] for name in ("role", "bio", "quote")}


def theme_words(language: str, code: str) -> dict[str, str]:
    """What is said of a theme in one language."""
    words = next(theme for theme in read(language, "themes") if theme["code"] == code)
    return {name: words[name] for name in ("title", "description")}


def portrait_of(code: str):
    return pictures.named(read(SOURCE, f"people/{code}")["portrait"])


def person(code: str) -> Person:
    return Person.objects.get(translation_key=key("people", code), locale=Locale.get_default())


def theme(code: str) -> Theme:
    return Theme.objects.get(translation_key=key("themes", code), locale=Locale.get_default())


def _put(model, *names: str, **values) -> None:
    model.objects.update_or_create(translation_key=key(*names), locale=Locale.get_default(), defaults=values)
