"""Blocks with pictures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import GatheringBlock, any_picture
from home.blocks.choosers import DescribedPictureBlock
from home.blocks.words import WORDS


class PicturedBlock(GatheringBlock):
    """What one described picture makes; its other parts come after."""

    image = DescribedPictureBlock(label=_("Picture"))

    def ask(self, value, gathering) -> None:
        gathering.want_picture(value["image"], "plate")

    def show(self, value, gathered) -> dict:
        return {"image": gathered.image(value["image"])}


class PictureBlock(PicturedBlock):
    """A picture as in a book, with its caption."""

    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=200, help_text=_("E.g. “The lake, before anyone is up.”")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        description = _("Use it for one picture that says something by itself.")
        label_format = "{caption}"

    def get_preview_value(self):
        return self.normalize({"image": any_picture(), "caption": "The lake, before anyone is up."})


class PictureWithTextBlock(PicturedBlock):
    """A picture and words side by side; under one another on phones."""

    text = blocks.RichTextBlock(label=_("Text"), features=WORDS)
    picture_last = blocks.BooleanBlock(
        label=_("Text first"), required=False, help_text=_("Two in a row look better when they take turns.")
    )

    class Meta:
        icon = "image"
        label = _("Picture with text")
        template = "blocks/image_with_text.html"
        description = _("Use it for words that belong to a picture, such as a room and what happens there.")

    def get_preview_value(self):
        text = "<p>The shed has eleven chairs, a heater and the key that Jonas lost twice.</p>"
        return self.normalize({"image": any_picture(), "text": text})
