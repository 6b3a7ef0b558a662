"""Blocks of words: text, chapters, quotes, questions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import GatheringBlock
from home.blocks.choosers import PageChooserBlock, PersonChooserBlock
from home.links import Link
from home.snippets import Theme

WORDS = ["bold", "italic", "ol", "ul", "link", "document-link"]
ONLY_WORDS = ["bold", "italic", "link"]


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"features": WORDS, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        description = _("Use it for running text: paragraphs, lists and links.")
        preview_value = (
            "<p>Then somebody asked for a recording, because she was moving to a place without a shed. "
            "<b>That was the first course.</b> It still has the boats in it, knocking.</p>"
            "<ul><li>a chair</li><li>a door that closes</li></ul>"
        )


class HeadingBlock(GatheringBlock):
    """The beginning of a chapter."""

    title = blocks.CharBlock(label=_("Title"), max_length=80, help_text=_("E.g. “What we make”."))
    note = blocks.TextBlock(label=_("Sentence beside it"), required=False, rows=2, max_length=300)
    page = PageChooserBlock(label=_("Leads to"), required=False)
    link_label = blocks.CharBlock(
        label=_("Words of the link"), required=False, max_length=60, help_text=_("Empty: the page’s own title.")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Use it for the beginning of a chapter. What follows belongs to it, up to the next heading.")
        preview_value = {
            "title": "Before you practise",
            "note": "Most of what we teach is mild. Some of it is not for everyone.",
            "page": None,
            "link_label": "",
        }
        label_format = "{title}"

    def ask(self, value, gathering) -> None:
        gathering.want_page(value["page"])

    def show(self, value, gathered) -> dict:
        link = gathered.link(value["page"])
        own = value["link_label"]
        return {"door": link and Link(link.url, own or link.label, "" if own else link.language)}


class QuoteBlock(GatheringBlock):
    """One voice, large, on a field of colour."""

    text = blocks.TextBlock(
        label=_("Words"), rows=3, max_length=400, help_text=_("Without quotation marks; they are added.")
    )
    person = PersonChooserBlock(label=_("Who says so"), required=False)
    by = blocks.CharBlock(
        label=_("or a name"), required=False, max_length=120, help_text=_("E.g. “Rilke, in a letter of 1903”.")
    )
    hue = blocks.ChoiceBlock(label=_("Colour"), choices=Theme.Hue.choices, default=Theme.Hue.SAFFRON)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        description = _("Use it for what one person says, in their own words. At most one in three chapters.")
        preview_value = {
            "text": "I teach the other thing: how to leave it full and go and sit beside it.",
            "person": None,
            "by": "Bela Horváth",
            "hue": "saffron",
        }
        label_format = "{by} {person} {text}"

    def ask(self, value, gathering) -> None:
        gathering.want_person(value["person"], "face")

    def show(self, value, gathered) -> dict:
        return {"person": gathered.person(value["person"])}


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=160, help_text=_("E.g. “Do I need a camera?”"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=WORDS)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answers."""

    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions.html"
        description = _("Use it for what people ask before they buy. Each answer opens below its question.")
        preview_value = {
            "items": [
                {"question": "Do I need a camera?", "answer": "<p>No. You can listen from under a blanket.</p>"},
                {"question": "And a cushion?", "answer": "<p>A chair will do.</p>"},
            ]
        }
