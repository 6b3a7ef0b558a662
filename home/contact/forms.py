"""What the contact form asks, and how it tells people from programs without asking anybody else."""

from __future__ import annotations

import re

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.contract import TOO_OFTEN
from home.contact.models import ContactMessage

SALT = "home.contact"
FASTEST = 3  # seconds; nobody types a message in less
LONGEST = 5000
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def stamp() -> str:
    """When the form was shown, so that it cannot be forged."""
    return signing.TimestampSigner(salt=SALT).sign("shown")


class ContactForm(forms.ModelForm):
    """A message to the shop. Whatever is refused stays typed."""

    # Hidden from people by the page, not by its type: programs fill in whatever has a name like this.
    website = forms.CharField(label=_("Leave this empty"), required=False)
    shown = forms.CharField(required=False)

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "topic", "order_number", "text"]
        labels = {
            "name": _("Name"),
            "email": _("Your e-mail"),
            "topic": _("What is it about?"),
            "order_number": _("Order number"),
            "text": _("Message"),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "order_number": forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
            "text": forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("Please choose")), *ContactMessage.Topic.choices]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise ValidationError(_("Please write at most 5,000 signs."))
        if len(LINK.findall(text)) > MOST_LINKS:
            raise ValidationError(_("Please send at most two links. That keeps advertising away."))
        return text

    def clean(self) -> dict:
        said = super().clean()
        if said.get("website"):
            raise ValidationError(_("Please leave the field empty that says so, and send it again."))
        if not self._took_its_time():
            raise ValidationError(_("That was very fast. Look over your message, and send it again."))
        return said

    def was_shown(self) -> bool:
        """Whether it came with a time that we gave."""
        try:
            signing.TimestampSigner(salt=SALT).unsign(self.cleaned_data.get("shown", ""))
        except signing.BadSignature:
            return False
        return True

    def _took_its_time(self) -> bool:
        try:
            signing.TimestampSigner(salt=SALT).unsign(self.cleaned_data.get("shown", ""), max_age=FASTEST)
        except signing.SignatureExpired:
            return True
        except signing.BadSignature:
            return False
        return False

    def refuse_as_too_often(self) -> None:
        """Say that somebody has to wait; what they typed stays."""
        words = _("You have written several times. Wait some minutes, then send it; nothing is lost.")
        self.add_error(None, ValidationError(words, code=TOO_OFTEN))

    def said(self) -> dict:
        """What somebody wrote, without what only keeps programs away."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
