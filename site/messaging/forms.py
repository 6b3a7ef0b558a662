"""What narrows the lists of the local mailbox. A value that cannot be is as good as none."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.models import Message


class _Filter(forms.Form):
    def chosen(self) -> dict:
        """What was chosen, by the names that queries use."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self) -> str:
        """What was chosen, as an address's query."""
        return urlencode(self.chosen())


class LetterFilter(_Filter):
    words = forms.CharField(label=_("Address or subject"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Message.State.choices], required=False)


class ArrivalForm(forms.Form):
    """What the mailbox pretends that became of a letter."""

    arrival = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in Message.Delivery.choices if choice[0]],
        initial=Message.Delivery.BOUNCED,
    )


class JobFilter(_Filter):
    kind = forms.CharField(label=_("Kind"), max_length=80, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            ("ready", _("Waiting")),
            ("done", _("Done")),
            ("dead", _("Given up")),
            ("cancelled", _("Cancelled")),
        ],
        required=False,
    )
