"""What is asked of the board, and what is to be done with what is ticked there."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from home.translating.files import MOST_BYTES, NotReadable, read_files
from home.translating.states import Row, State

AT_ONCE = 100  # rows on a page of the board, and so the most that one press sends


@dataclass(frozen=True)
class Wish:
    """What a request asks of the board; what means nothing counts as not asked."""

    words: str = ""
    kind: str = ""
    language: str = ""
    state: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Wish:
        said = {name: asked.get(name, "").replace("\x00", "")[:120] for name in ("q", "kind", "language", "state")}
        language = said["language"] if said["language"] in dict(settings.LANGUAGES) else ""
        state = said["state"] if said["state"] in State.values else ""
        return cls(said["q"].strip(), said["kind"], language, state)

    @property
    def query(self) -> str:
        """The same as part of an address."""
        return urlencode({"q": self.words, "kind": self.kind, "language": self.language, "state": self.state})

    def takes(self, row: Row) -> bool:
        """Whether a row is among what was asked for."""
        if self.kind and row.model != self.kind:
            return False
        if self.words and self.words.casefold() not in row.title.casefold():
            return False
        cells = [cell for code, cell in row.cells.items() if self.language in ("", code)]
        return not self.state or any(cell.state == self.state for cell in cells)


class ActForm(forms.Form):
    """Things and languages for which something is to be done."""

    SEND, TAKE_OVER, EXPORT = "send", "take_over", "export"

    act = forms.ChoiceField(choices=[(SEND, SEND), (TAKE_OVER, TAKE_OVER), (EXPORT, EXPORT)])
    things = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick at least one page."),
            "invalid_choice": _("One of the pages is not there any more. Look at the list and tick again."),
        }
    )
    languages = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick at least one language."),
            "invalid_choice": _("You may not translate into one of these languages."),
        }
    )
    machine = forms.BooleanField(required=False)

    def __init__(self, *args, things: list[str], languages: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["things"].choices = [(thing, thing) for thing in things]
        self.fields["languages"].choices = [(code, code) for code in languages]

    def clean_things(self) -> list[str]:
        things = self.cleaned_data["things"]
        if len(things) > AT_ONCE:
            raise forms.ValidationError(_("At most %(most)s at once.") % {"most": AT_ONCE})
        return things


class FilesForm(forms.Form):
    """A PO file, or an archive of them, as translators send them back."""

    file = forms.FileField(
        label=_("PO file, or ZIP with PO files"),
        help_text=_("As it was taken from the board. Nothing is published by it, and empty strings stay as they are."),
        widget=forms.FileInput(attrs={"accept": ".po,.zip"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large. Send fewer pages together."))
        try:
            self.files_read = read_files(file.name, file.read())
        except NotReadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        if not self.files_read:
            raise forms.ValidationError(_("There is no PO file in this archive."))
        return file
