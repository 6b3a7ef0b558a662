"""The blocks that editors build pages of, at most two levels deep."""

from home.blocks.field import StreamField
from home.blocks.gathering import Gathering
from home.blocks.story import HomeBlock, StoryBlock

__all__ = ["Gathering", "HomeBlock", "StoryBlock", "StreamField"]
