"""What staff write to all, in each language in which they can."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events.changes.forms import ClickForm


class CircularForm(ClickForm):
    """Subject and text by language; one language at least."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            about = {"dir": "auto", "lang": code}
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject (%(language)s)") % {"language": name},
                required=False,
                max_length=150,
                widget=forms.TextInput(attrs=about),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": name},
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4, **about}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for code, _name in settings.LANGUAGES:
            subject, text = cleaned.get(f"subject_{code}"), cleaned.get(f"text_{code}")
            if text and not subject:
                self.add_error(f"subject_{code}", _("Write a subject as well"))
            if subject and not text:
                self.add_error(f"text_{code}", _("Write a text as well"))
        if not self.errors and not self.words:
            raise forms.ValidationError(_("Write it in one language at least."))
        return cleaned

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """By language; those without words are left out."""
        said = self.cleaned_data
        return {
            code: {"subject": said[f"subject_{code}"], "text": said[f"text_{code}"]}
            for code, _name in settings.LANGUAGES
            if said.get(f"subject_{code}") and said.get(f"text_{code}")
        }
