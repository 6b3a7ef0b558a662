"""The blocks that editors build pages of, at most two levels deep."""

from home.blocks.story import StoryBlock

__all__ = ["StoryBlock"]
