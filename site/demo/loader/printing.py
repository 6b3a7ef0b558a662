"""The files of products, made from their texts: PDFs by Typst, EPUBs by hand, samples of both and of sound."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from django.utils.translation import get_language_info

from demo.loader.words import rich
from shop.contract import set_in

TEMPLATE = Path(__file__).parent / "book.typ"
LONG_AGO = (2026, 1, 1, 0, 0, 0)  # the same bytes on every machine
RUN = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*", re.DOTALL)
SAMPLE_SECONDS = 30


@dataclass(frozen=True)
class Text:
    """What a book or a sheet says, as Markdown."""

    title: str
    by: str
    language: str
    words: str

    @property
    def paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=\d+\. )", self.words) if part.strip()]

    def first_pages(self) -> Text:
        """Its beginning: the first chapter and a little of the second."""
        return Text(self.title, self.by, self.language, "\n\n".join(self.paragraphs[:8]))


def pdf_of(text: Text, *, sheet: bool = False) -> bytes:
    """To be read and printed: a book with a cover, or a sheet in large type."""
    paper = {
        "title": text.title,
        "by": text.by,
        "language": text.language,
        "rtl": get_language_info(text.language)["bidi"],
        "size": "a4" if sheet else "a5",
        "points": 14 if sheet else 10.5,
        "cover": not sheet,
        "blocks": [_block(part) for part in text.paragraphs if sheet or part != f"# {text.title}"],
    }
    return set_in(TEMPLATE, paper)


def epub_of(text: Text) -> bytes:
    """The same for e-readers (EPUB 3): one document for each chapter, and a table of contents."""
    chapters = [part for part in re.split(r"(?m)^##? (?=.)", text.words) if part.strip()]
    titled = [(part.partition("\n")[0].strip(), rich(part.partition("\n")[2])) for part in chapters]
    names = [f"chapter-{place}.xhtml" for place, _chapter in enumerate(titled, start=1)]
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        _add(book, "mimetype", "application/epub+zip", stored=True)
        _add(book, "META-INF/container.xml", CONTAINER)
        _add(book, "content.opf", _package(text, names))
        _add(book, "nav.xhtml", _document(text, _contents(text, list(zip(names, titled, strict=True)))))
        for name, (title, body) in zip(names, titled, strict=True):
            _add(book, name, _document(text, f"<h1>{escape(title)}</h1>\n{body}"))
    return made.getvalue()


def first_seconds(sound: bytes, *, bytes_a_second: int) -> bytes:
    """The beginning of an MP3 of a constant rate; its frames stand by themselves."""
    return sound[: SAMPLE_SECONDS * bytes_a_second]


def _block(part: str) -> dict:
    kind = "chapter" if part.startswith("# ") else "heading" if part.startswith("## ") else "text"
    return {"kind": kind, "runs": _runs(part.lstrip("# ") if kind != "text" else part)}


def _runs(words: str) -> list[list[str]]:
    runs, at = [], 0
    for found in RUN.finditer(words):
        runs.append([words[at : found.start()], ""])
        runs.append([found[1], "strong"] if found[1] else [found[2], "em"])
        at = found.end()
    return [run for run in [*runs, [words[at:], ""]] if run[0]]


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def _package(text: Text, names: list[str]) -> str:
    kind = 'media-type="application/xhtml+xml"'
    items = "".join(f'<item id="c{place}" href="{name}" {kind}/>' for place, name in enumerate(names))
    spine = "".join(f'<itemref idref="c{place}"/>' for place, _name in enumerate(names))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{text.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">stillpoint:{escape(text.title)}</dc:identifier>
<dc:title>{escape(text.title)}</dc:title><dc:creator>{escape(text.by)}</dc:creator>
<dc:language>{text.language}</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" {kind} properties="nav"/>{items}</manifest>
<spine>{spine}</spine></package>"""


def _contents(text: Text, chapters: list) -> str:
    lines = "".join(f'<li><a href="{name}">{escape(title)}</a></li>' for name, (title, _body) in chapters)
    return f'<nav epub:type="toc"><h1>{escape(text.title)}</h1><ol>{lines}</ol></nav>'


def _document(text: Text, body: str) -> str:
    side = "rtl" if get_language_info(text.language)["bidi"] else "ltr"
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<html {spaces} lang="{text.language}" xml:lang="{text.language}" dir="{side}">
<head><title>{escape(text.title)}</title></head><body>{body.replace("<br>", "<br/>")}</body></html>"""


def _add(book: zipfile.ZipFile, name: str, words: str, *, stored: bool = False) -> None:
    about = zipfile.ZipInfo(name, LONG_AGO)
    about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    book.writestr(about, words)
