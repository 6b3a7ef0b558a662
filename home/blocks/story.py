"""The streams of blocks that pages are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.media import AudioBlock, VideoBlock
from home.blocks.pictures import PictureBlock, PictureWithTextBlock
from home.blocks.ways import CallToActionBlock, CardsBlock, DoorsBlock, PeopleBlock
from home.blocks.words import HeadingBlock, QuestionsBlock, QuoteBlock, TextBlock


class StoryBlock(blocks.StreamBlock):
    """Everything that may stand in a page's body."""

    text = TextBlock(group=_("Words"))
    heading = HeadingBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    questions = QuestionsBlock(group=_("Words"))
    image = PictureBlock(group=_("Pictures and sound"))
    image_with_text = PictureWithTextBlock(group=_("Pictures and sound"))
    video = VideoBlock(group=_("Pictures and sound"))
    audio = AudioBlock(group=_("Pictures and sound"))
    call_to_action = CallToActionBlock(group=_("Ways on"))
    cards = CardsBlock(group=_("Ways on"))

    class Meta:
        template = "blocks/story.html"


class HomeBlock(StoryBlock):
    """What may stand on the first page besides."""

    doors = DoorsBlock(group=_("Ways on"))
    people = PeopleBlock(group=_("Ways on"))
