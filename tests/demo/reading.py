"""A page as search engines and readers find it: its language, its links, what its head says, its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import html5lib

from tests.leftovers import one_line

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "noscript", "template", "svg"}
SAID_BY = ("alt", "aria-label", "placeholder", "title")


@dataclass
class Read:
    """What stands in a page. `words` are text nodes and spoken attributes in the page's own language."""

    language: str = ""
    direction: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: str = ""
    picture: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)  # ids that stand there twice
    missing: list[str] = field(default_factory=list)  # ids that labels and others name, and that are not there


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.read = Read()
        self.ids: Counter[str] = Counter()
        self.named: set[str] = set()
        self._open: list[tuple[str, str]] = []  # tags with the language inside them

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        language = given.get("lang", self._language)
        if tag == "html":
            self.read.language, self.read.direction = language, given.get("dir", "")
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in ("for", "aria-labelledby", "aria-describedby", "popovertarget"):
            self.named |= set(given.get(name, "").split())
        if tag == "a" and "href" in given:
            self.read.links.add(urljoin(self.address, given["href"]).partition("#")[0])
        if tag in ("link", "meta"):
            self._head(tag, given)
        if language == self.read.language:
            self.read.words |= {one_line(given[name]) for name in SAID_BY if given.get(name)}
        if tag not in VOID:
            self._open.append((tag, language))

    def _head(self, tag: str, given: dict[str, str]) -> None:
        read = self.read
        match given:
            case {"rel": "canonical", "href": address}:
                read.canonical = address
            case {"rel": "alternate", "hreflang": code, "href": address}:
                read.alternates[code] = address
            case {"name": "robots", "content": said}:
                read.robots = said
            case {"name": "description", "content": said}:
                read.description = said
            case {"property": "og:image", "content": address}:
                read.picture = address

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words, tags = one_line(data), [tag for tag, _language in self._open]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.read.title = words
        elif words and self._language == self.read.language and not SILENT.intersection(tags):
            self.read.words.add(words)


def read(address: str, html: str) -> Read:
    """A page, by its address and what came from there."""
    reader = _Reader(address)
    reader.feed(html)
    reader.read.doubled = [name for name, count in reader.ids.items() if count > 1]
    reader.read.missing = sorted(reader.named - set(reader.ids))
    return reader.read


def mistakes_in(html: str) -> list[str]:
    """What is not as the HTML standard's own parser wants it: line, and what was met there."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    parser.parse(html)
    return [f"{line}: {code} {about or ''}" for (line, _column), code, about in parser.errors]
