"""Ways that editors put into the navigation and the footer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home import places
from home.blocks.choosers import PageChooserBlock


class LinkBlock(blocks.StructBlock):
    """One way: a page, or a place of the shop that is no page."""

    page = PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("Readers of each language come to the page in theirs."),
    )
    place = blocks.ChoiceBlock(
        label=_("or a place of the shop"),
        choices=places.choices,
        required=False,
        help_text=_("E.g. the list of people."),
    )
    label = blocks.CharBlock(
        label=_("Label"), required=False, max_length=40, help_text=_("Empty: the page’s own title. E.g. “Retreats”.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("Use it for one way through the shop.")
        label_format = "{label} {page} {place}"

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["place"]):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or a place, and only one of them."))}
            )
        return cleaned


class ColumnBlock(blocks.StructBlock):
    """A column of the footer."""

    title = blocks.CharBlock(label=_("Title"), max_length=40, help_text=_("E.g. “Help”."))
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
        description = _("Use it for links that belong together.")


class NavigationBlock(blocks.StreamBlock):
    """The main menu."""

    link = LinkBlock()

    class Meta:
        max_num = 6


class FooterBlock(blocks.StreamBlock):
    """The columns of the footer."""

    column = ColumnBlock()

    class Meta:
        max_num = 5
