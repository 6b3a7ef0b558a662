"""Who comes, and what is asked of them: the form of the checkout's step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.booking.asking import Asked
from events.booking.terms import steps_in_words
from events.catalogue.models import Question
from home.cards import Card
from shop.contract import Buyer


@dataclass(frozen=True)
class Asking:
    """A line of tickets, by what it is shown as, with the questions of its event."""

    line: object
    card: Card
    date: object
    questions: list[Asked]
    first_of_event: bool
    first_of_date: bool

    def of(self, scope: str) -> list[Asked]:
        ticket = self.line.offer.code
        return [asked for asked in self.questions if asked.question.scope == scope and asked.concerns(ticket)]

    @property
    def of_each(self) -> list[Asked]:
        return self.of(Question.Scope.ATTENDEE)

    @property
    def of_order(self) -> list[Asked]:
        return self.of(Question.Scope.ORDER) if self.first_of_event else []


class AttendeesForm(forms.Form):
    """For each place a name, an address and answers; names of fields hold the line and the place."""

    def __init__(self, data, *, asking: Iterable[Asking], buyer: Buyer) -> None:
        super().__init__(data)
        self.asking = list(asking)
        self.buyer = buyer
        for row in self.asking:
            said = row.line.choices.get("attendees", [])
            self._ask_once(row)
            for place in range(row.line.quantity):
                self._ask(row, place, said[place] if place < len(said) else None)

    def clean(self) -> dict:
        """Whoever is the buyer needs no name here; the order has it."""
        cleaned = super().clean()
        for row in self.asking:
            if cleaned.get(f"me_{row.line.pk}"):
                for name in ("name", "email"):
                    self.errors.pop(f"{_place(row, 0)}_{name}", None)
        return cleaned

    @property
    def groups(self) -> Iterator[dict]:
        """The fields as the page shows them: by line, by place."""
        for row in self.asking:
            places = [self._shown(row, place) for place in range(row.line.quantity)]
            once = [self[f"question_{row.line.pk}_{asked.code}"] for asked in row.of_order]
            steps = steps_in_words(row.date, row.date.event.cancellation)
            yield {"card": row.card, "places": places, "once": once, "steps": steps}

    def choices_of(self, row: Asking) -> dict:
        """What the line keeps of the answers."""
        return {
            "attendees": [self._attendee(row, place) for place in range(row.line.quantity)],
            "answers": self._answers(f"question_{row.line.pk}", row.of_order),
            "cancellation": row.date.event.cancellation,
        }

    def _ask_once(self, row: Asking) -> None:
        said = row.line.choices.get("answers", {})
        for asked in row.of_order:
            self.fields[f"question_{row.line.pk}_{asked.code}"] = asked.field(said.get(asked.code), of=row.card.title)

    def _ask(self, row: Asking, place: int, said: dict | None) -> None:
        who = _("Attendee %(number)d") % {"number": place + 1}
        told = said or {}
        if place == 0:
            mine = told.get("me", False) if said is not None else row.first_of_date
            about = {"name": self.buyer.name, "email": self.buyer.email}
            label = _("Attendee 1 is me: %(name)s, %(email)s") % about
            self.fields[f"me_{row.line.pk}"] = forms.BooleanField(label=label, required=False, initial=mine)
        field = _place(row, place)
        self.fields[f"{field}_name"] = forms.CharField(
            label=_("Name"),
            max_length=150,
            initial=told.get("name", ""),
            error_messages={
                "required": _("%(who)s: please write a name") % {"who": who},
                "max_length": _("%(who)s: please shorten the name") % {"who": who},
            },
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields[f"{field}_email"] = forms.EmailField(
            label=_("E-mail address"),
            help_text=_("Only to send the ticket there."),
            required=False,
            max_length=254,
            initial=told.get("email", ""),
            error_messages={"invalid": _("%(who)s: write the address like name@example.org") % {"who": who}},
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )
        answers = told.get("answers", {})
        for asked in row.of_each:
            self.fields[f"{field}_q_{asked.code}"] = asked.field(answers.get(asked.code), of=who)

    def _shown(self, row: Asking, place: int) -> dict:
        field = _place(row, place)
        return {
            "number": place + 1,
            "me": self[f"me_{row.line.pk}"] if place == 0 else None,
            "who": [self[f"{field}_name"], self[f"{field}_email"]],
            "questions": [self[f"{field}_q_{asked.code}"] for asked in row.of_each],
        }

    def _attendee(self, row: Asking, place: int) -> dict:
        field = _place(row, place)
        answers = self._answers(f"{field}_q", row.of_each)
        # The name stays with the order: changed there, it is changed here.
        if place == 0 and self.cleaned_data[f"me_{row.line.pk}"]:
            return {"me": True, "answers": answers}
        who = {name: self.cleaned_data.get(f"{field}_{name}", "") for name in ("name", "email")}
        return {**who, "answers": answers}

    def _answers(self, prefix: str, questions: list[Asked]) -> dict:
        kept = {asked.code: asked.stored(self.cleaned_data[f"{prefix}_{asked.code}"]) for asked in questions}
        return {code: answer for code, answer in kept.items() if answer is not None}


class HolderForm(forms.Form):
    """Whose ticket it shall be."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write who comes"), "max_length": gettext_lazy("Shorten the name")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The ticket goes there; left empty, it goes to who booked."),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Write the address like name@example.org")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def _place(row: Asking, place: int) -> str:
    return f"attendee_{row.line.pk}_{place}"
