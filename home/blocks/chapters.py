"""A stream read as chapters: a heading begins one, a quote stands between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from home.blocks.gathering import Gathering
from home.links import Link

# What fills the whole width below its heading; words keep theirs, with the heading in the margin.
WIDE = {"cards", "doors"}
BAND = "quote"


@dataclass
class Chapter:
    """A heading (perhaps none) and what follows it; or one quote, which takes the whole width."""

    heading: object = None
    blocks: list = field(default_factory=list)
    first: bool = False  # at the top, or below a field of colour: needs no line above it
    door: Link | None = None

    @property
    def band(self) -> bool:
        return len(self.blocks) == 1 and self.blocks[0].block_type == BAND

    @property
    def wide(self) -> bool:
        return any(block.block_type in WIDE for block in self.blocks)

    @property
    def id(self) -> str:
        """Where links to the chapter lead; the same for as long as the heading stands there."""
        return f"chapter-{self.heading.id[:8]}" if self.heading and self.heading.id else ""


def chapters(stream: Iterable, gathered: Gathering) -> list[Chapter]:
    """The stream's blocks, sorted into chapters."""
    found: list[Chapter] = []
    open_chapter: Chapter | None = None
    for block in stream:
        if block.block_type == BAND:
            found.append(Chapter(blocks=[block]))
            open_chapter = None
        elif block.block_type == "heading" or open_chapter is None:
            heading = block if block.block_type == "heading" else None
            first = not found or found[-1].band
            door = heading and heading.block.show(heading.value, gathered)["door"]
            open_chapter = Chapter(heading, [] if heading else [block], first, door)
            found.append(open_chapter)
        else:
            open_chapter.blocks.append(block)
    return found
