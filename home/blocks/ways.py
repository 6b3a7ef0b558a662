"""Blocks that lead on: calls to act, cards, doors, people."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import GatheringBlock, any_picture
from home.blocks.choosers import PageChooserBlock, PersonChooserBlock, PictureChooserBlock
from home.cards import sources
from home.snippets import Person, Theme

MOST_CARDS = 12


def source_choices() -> list[tuple[str, str]]:
    """The lists that fill themselves, for a form."""
    return [(source.name, source.label) for source in sources()]


class CallToActionBlock(GatheringBlock):
    """One sentence and one button."""

    text = blocks.CharBlock(
        label=_("Sentence"), max_length=200, help_text=_("E.g. “One whole course costs nothing. Begin with that.”")
    )
    page = PageChooserBlock(label=_("Leads to"))
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("A verb and a thing, e.g. “Begin the free course”.")
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        description = _("Use it for the one thing a reader may do next. One on a page is enough.")
        label_format = "{label}"

    def get_preview_value(self):
        words = {"text": "One whole course costs nothing. Begin with that.", "label": "Begin the free course"}
        return self.normalize({**words, "page": None})

    def ask(self, value, gathering) -> None:
        gathering.want_page(value["page"])

    def show(self, value, gathered) -> dict:
        return {"link": gathered.link(value["page"])}


class CardsBlock(GatheringBlock):
    """Things to buy in a grid: a list that fills itself, or chosen by hand."""

    source = blocks.ChoiceBlock(
        label=_("Fills itself with"),
        choices=source_choices,
        required=False,
        help_text=_("E.g. the newest courses. Empty: the pages chosen below."),
    )
    most = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=MOST_CARDS)
    pages = blocks.ListBlock(
        PageChooserBlock(label=_("Page")), label=_("or chosen by hand"), default=[], max_num=MOST_CARDS
    )
    first_large = blocks.BooleanBlock(label=_("First one large"), required=False)

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "blocks/cards.html"
        description = _("Use it for things to buy: the newest by themselves, or those you choose.")
        label_format = "{source}"

    def get_preview_value(self):
        named = sources()
        return self.normalize({"source": named[0].name if named else "", "most": 3, "pages": []})

    def clean(self, value):
        cleaned = super().clean(value)
        nothing = not cleaned["source"] and not list(cleaned["pages"])
        if nothing and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"source": ValidationError(_("Choose a list, or at least one page below."))}
            )
        return cleaned

    def ask(self, value, gathering) -> None:
        gathering.want_cards(value["pages"], value["source"], value["most"] or MOST_CARDS)

    def show(self, value, gathered) -> dict:
        return {"cards": gathered.cards(value["pages"], value["source"], value["most"] or MOST_CARDS)}


class DoorBlock(blocks.StructBlock):
    """One way in, as a sentence."""

    title = blocks.CharBlock(label=_("Words"), max_length=60, help_text=_("E.g. “Something to learn, slowly”."))
    text = blocks.CharBlock(label=_("What is behind it"), max_length=200, required=False)
    page = PageChooserBlock(label=_("Leads to"))
    image = PictureChooserBlock(label=_("Picture"), required=False)
    hue = blocks.ChoiceBlock(label=_("Colour behind the picture"), choices=Theme.Hue.choices, default=Theme.Hue.SAFFRON)

    class Meta:
        icon = "arrow-right"
        label = _("Door")
        label_format = "{title}"


class DoorsBlock(GatheringBlock):
    """Ways in by what one is looking for."""

    doors = blocks.ListBlock(DoorBlock(), label=_("Doors"), min_num=1, max_num=5)

    class Meta:
        icon = "list-ul"
        label = _("Doors")
        template = "blocks/doors.html"
        description = _("Use it for two to four ways into the shop, said in the reader’s own words.")

    def get_preview_value(self):
        door = {"title": "Something to learn, slowly", "text": "Courses on breath, sleep, sitting and the body."}
        other = {"title": "Something for tonight", "text": "Meditations and small books."}
        shared = {"page": None, "image": any_picture(), "hue": "teal"}
        return self.normalize({"doors": [door | shared, other | shared]})

    def ask(self, value, gathering) -> None:
        for door in value["doors"]:
            gathering.want_page(door["page"])
            gathering.want_picture(door["image"], "door")

    def show(self, value, gathered) -> dict:
        doors = [(door, gathered.link(door["page"])) for door in value["doors"]]
        shown = [(door, link) for door, link in doors if link or not door["page"]]
        return {
            "doors": [{"words": door, "link": link, "image": gathered.image(door["image"])} for door, link in shown]
        }


class PeopleBlock(GatheringBlock):
    """Faces and names of those who teach."""

    people = blocks.ListBlock(PersonChooserBlock(label=_("Person")), label=_("People"), min_num=1, max_num=24)

    class Meta:
        icon = "group"
        label = _("People")
        template = "blocks/people.html"
        description = _("Use it for the people who teach, with face, name and what they do.")

    def get_preview_value(self):
        return self.normalize({"people": list(Person.objects.order_by("pk")[:3])})

    def ask(self, value, gathering) -> None:
        for person in value["people"]:
            gathering.want_person(person, "portrait")

    def show(self, value, gathered) -> dict:
        return {"people": [person for one in value["people"] if (person := gathered.person(one))]}
