"""Words of pictures for sharing are set by the press that sets papers: pages know no shop, the shop no pages."""

from __future__ import annotations

from pathlib import Path

from home.sharing.press import NotDrawn
from shop.contract import PaperFailed, set_in


def set_as_picture(template: Path, words: dict) -> bytes:
    """A template as PNG, a point a pixel. Raises NotDrawn."""
    try:
        return set_in(template, words, form="png", resolution=72)
    except PaperFailed as error:
        raise NotDrawn(str(error)) from error
