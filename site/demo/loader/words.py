"""The demonstration's words: YAML files, one a thing, the same names in each language."""

from __future__ import annotations

import json
import uuid
from functools import cache
from pathlib import Path

import markdown
import yaml

DEMO = Path(__file__).resolve().parents[1]
CONTENT = DEMO / "content"
SOURCE = "en"
# Keys and block ids are derived from names, so that loading twice finds what it wrote.
NAMES = uuid.UUID("6f1d4f52-2e0c-4c53-9a3b-7d1f0e9f4b11")


@cache
def read(language: str, path: str):
    """One file's content; none where that language has no such file."""
    file = CONTENT / language / f"{path}.yaml"
    if not file.exists():
        return None
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def site(language: str) -> dict:
    """The words of the house; what a language does not say is said as in English."""
    return read(SOURCE, "site") | read(language, "site")


def codes(folder: str) -> list[str]:
    """What things of a kind there are."""
    return sorted(path.stem for path in (CONTENT / SOURCE / folder).glob("*.yaml"))


def key(*names: str) -> uuid.UUID:
    """The same key for the same names, on every machine."""
    return uuid.uuid5(NAMES, "/".join(names))


def rich(text: str) -> str:
    """Markdown as the rich text that editors would have typed."""
    return markdown.markdown(text.strip(), output_format="html")


def stream(*names: str, blocks: list[tuple[str, object]]) -> str:
    """A stream as it is stored; a block is known by its place in what is named, in every language."""
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(key(*names, str(place)))}
            for place, (kind, value) in enumerate(blocks)
        ]
    )
