"""What our blocks have in common: they read what the page has gathered, or gather alone."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images import get_image_model

from home.blocks.gathering import Gathering


class GatheringBlock(blocks.StructBlock):
    """A block that needs pictures, pages, people or cards from elsewhere.

    A page gathers for all its blocks in a few queries (`gathered` in the context). In a block's own preview
    there is no page, so it gathers for itself.
    """

    def ask(self, value, gathering: Gathering) -> None:
        """Say what this block needs."""
        raise NotImplementedError

    def show(self, value, gathered: Gathering) -> dict:
        """What the template takes beside `value`."""
        return {}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        gathered = context.get("gathered")
        if gathered is None:
            gathered = Gathering(context.get("request"))
            self.ask(value, gathered)
            gathered.fetch()
        return context | self.show(value, gathered)


def any_picture():
    """A picture of the library, for previews; none in an empty shop."""
    return get_image_model().objects.order_by("pk").first()
