"""What other apps may use of private files: keep one, ask for its address, say who may have it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from media.captions import Cue, cues_of
from media.kinds import label_of
from media.models import Captions, PrivateFile
from media.operations import Refused, keep_captions, keep_file

__all__ = [
    "Captions",
    "Cue",
    "PrivateFile",
    "Refused",
    "address_of",
    "address_of_captions",
    "cues_of",
    "keep_captions",
    "keep_file",
    "label_of",
    "may_read",
    "register_rule",
]

_rules: list[Callable[[HttpRequest, PrivateFile], bool]] = []


def register_rule(may_read: Callable[[HttpRequest, PrivateFile], bool]) -> None:
    """Let an app allow someone a file; a file that no app allows is not given out."""
    _rules.append(may_read)


def may_read(request: HttpRequest, file: PrivateFile) -> bool:
    """Whether any app's rule allows the visitor this file."""
    return any(rule(request, file) for rule in _rules)


def address_of(file: PrivateFile) -> str:
    """Where a file is asked for; the address alone opens nothing."""
    return reverse("media:file", args=[file.key, file.name])


def address_of_captions(captions: Captions, *, file: PrivateFile) -> str:
    """Where a file's captions in one language are asked for, by the same rules."""
    return reverse("media:captions", args=[file.key, captions.language])
