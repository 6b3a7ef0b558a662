"""Every block has its template, its style file, its preview and its sentence; a missing twin fails."""

from __future__ import annotations

import pytest
from django.conf import settings
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from home.blocks import HomeBlock

BLOCKS = HomeBlock().child_blocks
DEEPEST = 2


def depth(block: Block) -> int:
    """How many groups of fields stand inside one another. A picture with its words for the blind is one field."""
    if isinstance(block, ListBlock):
        return depth(block.child_block)
    if isinstance(block, StructBlock | StreamBlock) and not isinstance(block, ImageBlock):
        return 1 + max(depth(child) for child in block.child_blocks.values())
    return 0


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_has_a_template_and_a_style_file_of_its_name(name):
    assert BLOCKS[name].meta.template == f"blocks/{name}.html"
    assert (settings.ROOT / "templates" / "blocks" / f"{name}.html").exists()
    assert (settings.ROOT / "static" / "css" / "blocks" / f"{name.replace('_', '-')}.css").exists()


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_says_what_it_is_for_has_an_icon_and_a_group(name):
    block = BLOCKS[name]

    assert str(block.get_description()).startswith("Use it for ")
    assert block.meta.icon != "placeholder"
    assert block.meta.group


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_is_shown_before_it_is_chosen(name, db):
    block = BLOCKS[name]

    assert block.is_previewable
    assert block.render(block.get_preview_value())


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_is_at_most_two_levels_deep(name):
    assert depth(BLOCKS[name]) <= DEEPEST


def test_the_depth_is_counted_rightly():
    inner = StructBlock([("words", Block())])

    assert depth(StructBlock([("rows", ListBlock(inner))])) == 2
    assert depth(StructBlock([("rows", ListBlock(StructBlock([("more", inner)])))])) == 3


def test_no_template_of_a_block_is_left_over():
    files = {path.stem for path in (settings.ROOT / "templates" / "blocks").glob("*.html")}

    assert files - {"story"} == set(BLOCKS)
