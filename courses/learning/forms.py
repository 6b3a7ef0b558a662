"""What a player says of where it is."""

from __future__ import annotations

from django import forms

from courses.learning.operations import MOST_SECONDS, Heard


class HeardForm(forms.Form):
    """Whole seconds; only the position must be there."""

    position = forms.IntegerField(min_value=0, max_value=MOST_SECONDS)
    played = forms.IntegerField(min_value=0, max_value=MOST_SECONDS, required=False)
    since = forms.IntegerField(min_value=0, max_value=MOST_SECONDS, required=False)
    duration = forms.IntegerField(min_value=0, max_value=MOST_SECONDS, required=False)

    def heard(self) -> Heard:
        return Heard(**{name: value or 0 for name, value in self.cleaned_data.items()})
