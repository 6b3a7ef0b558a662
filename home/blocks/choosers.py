"""Choosers that remember only which thing was chosen; the page fetches all its things together."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class ByKey:
    """Reading a stream asks the database for nothing: the value knows its key, and nothing else.

    Wagtail would fetch what was chosen once for each kind of block, and again for each stream.
    """

    def to_python(self, value):
        # As if only its key had been read: whoever needs more of it than the page has fetched still gets it.
        return None if value is None else self.model_class.from_db(DEFAULT_DB_ALIAS, ["id"], [value])

    def bulk_to_python(self, values):
        return [self.to_python(value) for value in values]

    def normalize(self, value):
        return self.to_python(value) if isinstance(value, int) else value

    def get_form_state(self, value):
        # The form shows titles, so here the thing itself is fetched.
        return self.widget.get_value_data(getattr(value, "pk", value))


class PageChooserBlock(ByKey, blocks.PageChooserBlock):
    """A page; each reader comes to it in their language."""


class PictureChooserBlock(ByKey, ImageChooserBlock):
    """A picture that needs no words of its own."""


class DescribedPictureBlock(ImageBlock):
    """A picture with words for those who do not see it, or the decision that it needs none."""

    def __init__(self, required: bool = True, **kwargs) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class PersonChooserBlock(ByKey, SnippetChooserBlock):
    """Someone; each reader sees them in their language, so translators have nothing to choose."""

    def __init__(self, **kwargs) -> None:
        super().__init__("home.Person", **kwargs)

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value
