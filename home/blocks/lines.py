"""Small streams that some pages have beside their body."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def lines():
    """Short lines, such as what one will learn."""
    line = blocks.CharBlock(max_length=120, label=_("Line"))
    line.field.widget.attrs["aria-label"] = _("Line")  # a block that is one field alone has a heading and no label
    return [("line", line)]


def questions():
    """Questions and their answers."""
    question = blocks.CharBlock(max_length=160, label=_("Question"))
    answer = blocks.TextBlock(label=_("Answer"))
    return [
        ("item", blocks.StructBlock([("question", question), ("answer", answer)], label=_("Question"), icon="help"))
    ]
