"""The form in which editors word letters: what would not be filled is refused beside its field."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from messaging.wording import PARTS, kind_of, kinds, wrong_placeholders


class WordingForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(each.kind, each.label) for each in kinds()]
        for name, choices in (("kind", named), ("language", settings.LANGUAGES)):
            old = self.fields[name]
            self.fields[name] = forms.ChoiceField(label=old.label, choices=choices, help_text=old.help_text)
        for part in PARTS:
            self.fields[part].widget.attrs["dir"] = "auto"  # words may be Arabic in an English form, and the other way

    def clean(self):
        cleaned = super().clean()
        kind = kind_of(cleaned.get("kind", ""))
        for part in PARTS if kind else ():
            if wrong := wrong_placeholders(cleaned.get(part) or "", kind):
                words = _("%(wrong)s is no placeholder of this letter. There are: %(known)s.")
                known = ", ".join(f"{{{name}}}" for name in (*kind.placeholders, "shop"))
                self.add_error(part, ValidationError(words % {"wrong": wrong[0], "known": known}))
        if "\n" in (cleaned.get("subject") or ""):
            self.add_error("subject", _("A subject is one line."))
        return cleaned
