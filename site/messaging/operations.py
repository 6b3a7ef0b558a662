"""What may happen to a message."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """Something to be told by mail: rendered from templates/messages/<kind>.html, .txt and .subject.txt."""

    kind: str
    to: str
    language: str
    context: dict = field(default_factory=dict)
    attachments: tuple = ()  # objects with name, content_type, content


def send(letter: Letter, *, key: str) -> bool:
    """Render a letter in its language and write it down with its job; false if that fact was told before."""
    raise RuntimeError("not yet")
