"""What is sent from the door: one act by a form, many by a device that was away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from events.door.operations import Act

MOST_ACTS = 500
LONGEST_CODE = 300  # the address of a ticket, as some cameras give it


class Unreadable(ValueError):
    """What a device sent is no list of acts."""


class ActForm(forms.Form):
    """One act: a code that was scanned or typed, or somebody chosen by name."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        required=False,
        error_messages={"max_length": _("That is no code of a ticket")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    attendee = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)
    undo = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("code") and not cleaned.get("attendee"):
            self.add_error("code", _("Scan a ticket, or type its code"))
        return cleaned

    def act(self, *, at: datetime) -> Act:
        said = self.cleaned_data
        key = said["key"] or uuid4()
        return Act(key=key, at=at, code=said["code"], attendee_id=said["attendee"], undo=said["undo"])


def acts_in(body: bytes) -> list[Act]:
    """The acts of a document `{"acts": [{key, at, code or attendee, undo, was_let_in}]}`. Raises Unreadable."""
    try:
        sent = json.loads(body)["acts"]
        if not isinstance(sent, list) or len(sent) > MOST_ACTS:
            raise Unreadable
        return list(_acts(sent))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Unreadable from error


def _acts(sent: list) -> Iterator[Act]:
    for one in sent:
        at = parse_datetime(one["at"])
        if at is None or at.tzinfo is None:
            raise Unreadable
        attendee = one.get("attendee")
        if attendee is not None and not (type(attendee) is int and 0 < attendee < 2**31):
            raise Unreadable
        yield Act(
            key=UUID(one["key"]),
            at=at.astimezone(UTC),
            code=str(one.get("code", ""))[:LONGEST_CODE],
            attendee_id=attendee,
            undo=one.get("undo") is True,
            was_let_in=one.get("was_let_in") is True,
        )
