"""What narrows the lists of the local mailbox. A value that cannot be is as good as none."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.arrivals import ORDER
from messaging.models import Message

STOPPED = "stop"


class _Filter(forms.Form):
    def chosen(self) -> dict:
        """What was chosen, by the names that queries use."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self) -> str:
        """What was chosen, as an address's query."""
        return urlencode(self.chosen())


class LetterFilter(_Filter):
    words = forms.CharField(label=_("Address, number or subject"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Message.State.choices], required=False)


class ArrivalForm(forms.Form):
    """What the mailbox pretends that became of a message, in the words of its channel, or what was answered."""

    arrival = forms.ChoiceField(label=_("What became of it"), initial=Message.Delivery.BOUNCED)

    def __init__(self, *args, message: Message, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = [Message.Delivery(word) for word in ORDER[message.channel] if word]
        answered = [(STOPPED, _("Answered with STOP"))] if message.channel == "whatsapp" else []
        self.fields["arrival"].choices = [*((word.value, word.label) for word in known), *answered]


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
