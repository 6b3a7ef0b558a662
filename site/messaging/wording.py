"""How editors word letters: which may be worded, which values may stand in the words, and how they get in.

Words are data and never a template: a placeholder is a name in braces, nothing else is looked at. Whatever is typed,
a letter goes: what cannot be filled stays as it was typed, and words that are missing are the built-in ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.template import Context, loader
from django.utils import translation
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe

from messaging.letters import identity, one_line, plain, without_nul
from messaging.models import Wording

PARTS = ("subject", "opening", "closing")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Placeholder:
    """A value for the words of a letter: what it means, and how it is got from the letter's context."""

    meaning: str
    value: Callable[[Context], object]


@dataclass(frozen=True)
class WordedKind:
    """A letter that editors may word: its templates mark the parts with `{% worded %}`."""

    kind: str
    label: str
    subject: str  # templates
    text: str
    html: str
    placeholders: dict[str, Placeholder]
    example: Callable[[], dict]  # what the letter takes, in the language that is active

    @classmethod
    def of(
        cls, kind: str, label: str, *, placeholders: dict[str, Placeholder], example: Callable[[], dict]
    ) -> WordedKind:
        """One whose templates are where those of every Letter are."""
        names = (f"messages/{kind}.{ending}" for ending in ("subject.txt", "txt", "html"))
        return cls(kind, label, *names, placeholders=placeholders, example=example)


_kinds: dict[str, WordedKind] = {}
# What a preview puts in the place of the stored words of its kind.
_instead: ContextVar[Wording | None] = ContextVar("wording_instead", default=None)
_built_in: ContextVar[dict | None] = ContextVar("wording_built_in", default=None)


def register_wording(kind: WordedKind) -> None:
    """Let editors word this letter. Every letter knows {shop}."""
    _kinds[kind.kind] = kind


def kinds() -> list[WordedKind]:
    """All that may be worded, in the order in which they joined."""
    return list(_kinds.values())


def kind_of(name: str) -> WordedKind | None:
    """One of them, or None."""
    return _kinds.get(name)


def wrong_placeholders(words: str, kind: WordedKind) -> list[str]:
    """What stands in braces and is no placeholder of this letter, and braces that stand alone."""
    unknown = [found[0] for found in PLACEHOLDER.finditer(words) if found[1] not in (*kind.placeholders, "shop")]
    return unknown + re.findall(r"[{}]", PLACEHOLDER.sub("", words))


def words_of(name: str, part: str) -> str:
    """What editors wrote for a part of a letter, in the active language; empty for the built-in words."""
    instead = _instead.get()
    if instead is not None and instead.kind == name:
        return getattr(instead, part).strip()
    language = translation.get_language() or ""
    found = Wording.objects.filter(kind=name, language=language).values_list(part, flat=True).first()
    return (found or "").strip()


def filled(name: str, words: str, context: Context, *, html: bool) -> str:
    """The words with their values: escaped, values apart from the direction of the rest, in paragraphs; or plain."""
    if not html:
        return PLACEHOLDER.sub(lambda found: _value(name, found, context) or found[0], without_nul(words))
    pieces, at = [], 0
    for found in PLACEHOLDER.finditer(words):
        value = _value(name, found, context)
        shown = format_html("<bdi>{}</bdi>", value) if value else escape(found[0])
        pieces += [conditional_escape(words[at : found.start()]), shown]
        at = found.end()
    pieces.append(conditional_escape(words[at:]))
    lines = without_nul("".join(pieces)).replace("\r\n", "\n")
    paragraphs = (each.replace("\n", "<br>") for each in re.split(r"\n{2,}", lines))
    # Each piece was escaped when it was put in.
    return mark_safe("\n".join(f"<p>{each}</p>" for each in paragraphs))  # noqa: S308


def _value(name: str, found: re.Match, context: Context) -> str:
    kind = _kinds.get(name)
    try:
        if found[1] == "shop":
            return str(identity().name)
        return str(kind.placeholders[found[1]].value(context)) if kind else ""
    except (AttributeError, KeyError, LookupError, TypeError, ValueError):
        return ""  # this letter does not have it; it goes all the same


def remember_built_in(name: str, part: str, words: str) -> None:
    """Where somebody asks what the built-in words are, keep them."""
    kept = _built_in.get()
    if kept is not None:
        kept.setdefault(part, words.strip())


@contextmanager
def _with(variable: ContextVar, value) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def preview(wording: Wording, *, html: bool) -> tuple[str, str]:
    """Subject and letter of example data, in the wording's language and words."""
    kind = _kinds[wording.kind]
    with translation.override(wording.language), _with(_instead, wording):
        context = kind.example()
        subject = one_line(plain(kind.subject, context))
        if html:
            return subject, loader.get_template(kind.html).render(context)
        return subject, plain(kind.text, context)


def built_in(kind: WordedKind, language: str) -> dict[str, str]:
    """The built-in words of each part as they read with example data."""
    kept: dict[str, str] = {}
    nothing = Wording(kind=kind.kind, language=language)
    with _with(_built_in, kept):
        preview(nothing, html=False)
    return kept
