"""What is asked of whoever books: the record's rules with a page's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from events.catalogue import queries, words
from events.catalogue.models import Event, Question
from events.catalogue.rows import QuestionRow
from events.catalogue.terms import choices_of

LONGEST = 500
YES, NO = "true", "false"  # as boxes and documents say it


@dataclass(frozen=True)
class Asked:
    """One question in a reader's words."""

    question: Question
    label: str
    hint: str
    choices: list[str]

    @property
    def code(self) -> str:
        return self.question.code

    def concerns(self, ticket: str) -> bool:
        """Whether it is asked for a ticket type."""
        return not self.question.only_for or ticket in self.question.only_for

    def field(self, said: object, *, of: str) -> forms.Field:
        """A field that shows what was answered; `of` says who is meant, so that errors name them."""
        about = {"question": self.label, "who": of}
        missing = _("%(who)s: please answer “%(question)s”") % about
        common = {
            "label": self.label,
            "help_text": self.hint,
            "required": self.question.required,
            "error_messages": {"required": missing, "invalid_choice": missing},
        }
        match self.question.kind:
            case Question.Kind.CHOICE:
                options = [("", "–"), *((str(number), text) for number, text in enumerate(self.choices))]
                return forms.ChoiceField(choices=options, initial=str(said) if said is not None else "", **common)
            case Question.Kind.YES_NO:
                initial = "" if said is None else YES if said else NO
                options = [(YES, _("Yes")), (NO, _("No"))]
                return forms.ChoiceField(choices=options, initial=initial, widget=forms.RadioSelect, **common)
            case Question.Kind.DATE:
                common["error_messages"]["invalid"] = _("%(who)s: write the day like 2027-04-12") % about
                widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                return forms.DateField(input_formats=["%Y-%m-%d"], initial=said or "", widget=widget, **common)
            case Question.Kind.CONSENT:
                common["error_messages"]["required"] = _("%(who)s: “%(question)s” must be agreed to") % about
                return forms.BooleanField(initial=bool(said), **common)
        common["error_messages"]["max_length"] = _("%(who)s: that is more than fits; please be shorter") % about
        return forms.CharField(max_length=LONGEST, initial=said or "", **common)

    def stored(self, value: object) -> object:
        """A field's clean value as it is kept; none where nothing was answered."""
        if value in (None, ""):
            return None
        match self.question.kind:
            case Question.Kind.CHOICE:
                return int(value)
            case Question.Kind.YES_NO:
                return value == YES
            case Question.Kind.DATE:
                return value.isoformat()
        return value

    def in_words(self, answer: object) -> str:
        """An answer as people read it."""
        match self.question.kind:
            case Question.Kind.CHOICE if isinstance(answer, int) and answer < len(self.choices):
                return self.choices[answer]
            case Question.Kind.YES_NO:
                return _("Yes") if answer else _("No")
            case Question.Kind.CONSENT:
                return _("Agreed") if answer else _("Not agreed")
            case Question.Kind.DATE:
                return words.day_of(date.fromisoformat(str(answer)))
        return str(answer)


def questions_of(events: Iterable[Event], *, language: str, gone: bool = False) -> dict[int, list[Asked]]:
    """What is asked for each event in a language, by its id, in three queries; with `gone` what was asked once, too.

    Where a translation has no words for a question, those of the page on which it was written stand in.
    """
    events = list(events)
    pages = queries.pages_of(events, language=language, fallback=True)
    told = _told([event.translation_key for event in events], pages)
    found: dict[int, list[Asked]] = {event.pk: [] for event in events}
    keys = {event.pk: event.translation_key for event in events}
    questions = Question.objects.filter(event__in=events).order_by("event", "position", "pk")
    for question in questions if gone else questions.filter(live=True):
        row = told.get((keys[question.event_id], question.code))
        if row is not None:
            found[question.event_id].append(Asked(question, row.label, row.hint, choices_of(row)))
        elif gone:
            found[question.event_id].append(Asked(question, question.code, "", []))
    return found


def _told(keys, pages) -> dict[tuple, QuestionRow]:
    """Words by event and code: of the reader's page, else of any published one."""
    chosen = {page.pk for page in pages.values()}
    rows = QuestionRow.objects.filter(page__translation_key__in=keys, page__live=True).select_related("page")
    told: dict[tuple, QuestionRow] = {}
    for row in rows.order_by("page", "sort_order", "pk"):
        key = (row.page.translation_key, row.code)
        if key not in told or row.page_id in chosen:
            told[key] = row
    return told
