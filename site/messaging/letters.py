"""What a letter is, who it comes from, and how it is made into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.template import Context, loader
from django.utils import translation

LONGEST_SUBJECT = 200
BLANK_LINES = re.compile(r"\n\s*\n")  # tags that say nothing leave lines behind


@dataclass(frozen=True)
class Letter:
    """Something to be told by mail: rendered from templates/messages/<kind>.html, .txt and .subject.txt.

    Templates extend messages/base.html and messages/base.txt. Plain parts are rendered without HTML escaping.
    """

    kind: str
    to: str
    language: str
    context: dict = field(default_factory=dict)
    attachments: tuple = ()  # objects with name, content_type, content
    headers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Identity:
    """Who writes: the shop's name, what the law wants below a letter, and links (address, words)."""

    name: str
    legal: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A letter in its final words."""

    subject: str
    text: str
    html: str


_identity: list[Callable[[], Identity]] = []


def register_identity(identity: Callable[[], Identity]) -> None:
    """Say who the shop is, in the language that is active when it is asked; the last to register counts."""
    _identity.append(identity)


def identity() -> Identity:
    """Who the shop is."""
    return _identity[-1]() if _identity else Identity(settings.WAGTAIL_SITE_NAME)


def render(letter: Letter) -> Rendered:
    """The letter's words in its language, whatever language is active."""
    with translation.override(letter.language):
        return Rendered(
            subject=one_line(plain(f"messages/{letter.kind}.subject.txt", letter.context)),
            text=plain(f"messages/{letter.kind}.txt", letter.context),
            html=without_nul(loader.get_template(f"messages/{letter.kind}.html").render(letter.context)),
        )


def one_line(text: str) -> str:
    """Text that cannot end a mail's header: one line, at most 200 characters."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def without_nul(text: str) -> str:
    """Text that PostgreSQL takes."""
    return text.replace("\x00", "")


def plain(template: str, context: dict) -> str:
    """A plain part: nothing is escaped, since "Ada's" must not become "Ada&#x27;s"."""
    text = loader.get_template(template).template.render(Context(context, autoescape=False))
    return BLANK_LINES.sub("\n\n", without_nul(text)).strip() + "\n"
