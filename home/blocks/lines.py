"""Small streams that some pages have beside their body."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def lines():
    """Short lines, such as what one will learn."""
    return [("line", blocks.CharBlock(max_length=120, label=_("Line")))]


def questions():
    """Questions and their answers."""
    question = blocks.CharBlock(max_length=160, label=_("Question"))
    answer = blocks.TextBlock(label=_("Answer"))
    return [
        ("item", blocks.StructBlock([("question", question), ("answer", answer)], label=_("Question"), icon="help"))
    ]
