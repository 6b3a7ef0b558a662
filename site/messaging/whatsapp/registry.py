"""Which messages may go by WhatsApp, and what stands in their places: the words that WhatsApp is asked to approve."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils import translation

from messaging.letters import identity
from messaging.wording import PLACEHOLDER

LONGEST_VALUE = 300  # of one placeholder; a whole message has at most 1,024 signs
AIR = re.compile(r"\s+")  # values with line breaks, tabs or many blanks are refused


@dataclass(frozen=True)
class Place:
    """What a place of a template holds: its meaning for editors, and an example for whoever approves it."""

    meaning: str
    example: str


@dataclass(frozen=True)
class TemplateKind:
    """A message that may go by WhatsApp.

    `words` is proposed to WhatsApp, in each language of the catalogues, with its places by name in braces. It neither
    begins nor ends with one. Places are numbered in the order of `places`. Every message knows {shop}.
    """

    kind: str
    label: str
    words: str
    places: dict[str, Place]

    @property
    def names(self) -> list[str]:
        """All places; the number of the first is 1."""
        return ["shop", *self.places]


@dataclass(frozen=True)
class Template:
    """That a letter is also told by WhatsApp: its kind, to which number, and the values of its places.

    With `mail_only_after` the letter waits: it goes where the message was not delivered in that time, or cannot go.
    """

    kind: str
    number: str  # E.164; empty: nobody
    values: dict[str, object]
    mail_only_after: timedelta | None = None


_kinds: dict[str, TemplateKind] = {}


def register_template(kind: TemplateKind) -> None:
    """Let editors name an approved template for this message."""
    _kinds[kind.kind] = kind


def template_kinds() -> list[TemplateKind]:
    """All that may go by WhatsApp, in the order in which they joined."""
    return list(_kinds.values())


def template_kind(name: str) -> TemplateKind | None:
    """One of them, or None."""
    return _kinds.get(name)


def values_of(template: Template, *, language: str) -> dict[str, str]:
    """Each place with its value as WhatsApp takes it: one line, never empty."""
    with translation.override(language):
        told = {"shop": identity().name, **template.values}
        return {name: AIR.sub(" ", str(told[name])).strip()[:LONGEST_VALUE] or "–" for name in _names(template)}


def _names(template: Template) -> list[str]:
    return _kinds[template.kind].names


def numbered(values: dict[str, str]) -> dict[str, str]:
    """The same under the numbers that an approved template has."""
    return {str(number): value for number, value in enumerate(values.values(), start=1)}


def filled(kind: TemplateKind, values: dict[str, str], *, language: str) -> str:
    """The proposed words with these values."""
    with translation.override(language):
        return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), str(kind.words))


def as_submitted(kind: TemplateKind, *, language: str) -> str:
    """The proposed words as WhatsApp wants them: places by number in double braces."""
    numbers = {name: f"{{{{{number}}}}}" for number, name in enumerate(kind.names, start=1)}
    return filled(kind, numbers, language=language)


def examples(kind: TemplateKind, *, language: str) -> dict[str, str]:
    """An example of each place."""
    with translation.override(language):
        return {"shop": identity().name, **{name: str(each.example) for name, each in kind.places.items()}}
