"""The stream that pages and courses share."""

from wagtail import blocks


class StoryBlock(blocks.StreamBlock):
    """Everything that may stand in a page's body."""

    text = blocks.RichTextBlock()
