"""The shop's one style file, joined from the files of `static/css`, one for each part.

Layers make the order of the parts safe; only the file that declares the layers must come first.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/shop.css"
FIRST = "layers.css"
# Parts of which only pages that customers never see make use: they link them.
LEFT_OUT = {"blocks/api-docs.css", "blocks/parts-page.css", "components/swatch.css"}


def sources() -> list[Path]:
    """The files that are joined, in their order."""
    folder = settings.ROOT / "static" / "css"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.css"))
    return [folder / FIRST, *(folder / name for name in names if name != FIRST and name not in LEFT_OUT)]


def joined() -> str:
    """One style sheet, without comments and without air."""
    return "".join(lightened(path.read_text()) for path in sources())


def lightened(css: str) -> str:
    """The same rules in fewer bytes. A space before a colon stays: in a selector it is the descendant."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}").strip()


def fresh(folder: Path) -> Path:
    """The joined file in that folder, written anew if a source is younger."""
    path = folder / NAME
    # Folders count too: a part that was taken away makes no file younger.
    youngest = max(source.stat().st_mtime for path in sources() for source in (path, path.parent))
    if not path.exists() or path.stat().st_mtime <= youngest:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved: another process may be serving it.
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as beside:
            beside.write(joined())
        os.chmod(beside.name, 0o644)
        os.replace(beside.name, path)
    return path


class ShopStylesheetFinder(BaseFinder):
    """Serves and collects the joined style file as if it stood in `static/css`."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.ROOT / "var" / "joined")

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != NAME:
            return []
        found = str(fresh(Path(self.storage.location)))
        return [found] if find_all else found

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        fresh(Path(self.storage.location))
        yield NAME, self.storage
