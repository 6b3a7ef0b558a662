"""What is asked of a buyer who cancels."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.cancellations.queries import Choice
from shop.orders.clicks import CLICK


class CancelForm(forms.Form):
    """What ends. The second page sends the same with the sum that it showed, in minor units."""

    lines = forms.MultipleChoiceField(
        label=_("What would you like to cancel?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing"),
            "invalid_choice": _("Choose from the list; something was cancelled or paid back meanwhile"),
        },
    )
    shown = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    click = forms.RegexField(CLICK, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, choices: list[Choice], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(choice.line.pk): choice for choice in choices}
        self.fields["lines"].choices = [(key, choice.line.title) for key, choice in self.choices.items()]

    @property
    def boxes(self) -> list[tuple]:
        """Each box with what goes back of its line."""
        return [(box, self.choices[str(box.data["value"])]) for box in self["lines"]]

    @property
    def chosen(self) -> list[int]:
        return [int(line) for line in self.cleaned_data["lines"]]

    @property
    def confirmed(self) -> bool:
        return bool(self.cleaned_data["click"]) and self.cleaned_data["shown"] is not None
