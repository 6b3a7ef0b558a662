"""What is asked of somebody who reviews, or who says that a review should not stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop.reviews.models import Review, ReviewReport
from shop.reviews.operations import Said
from shop.reviews.queries import Had

STARS = [
    ("1", pgettext_lazy("stars", "1 – poor")),
    ("2", pgettext_lazy("stars", "2 – not so good")),
    ("3", pgettext_lazy("stars", "3 – all right")),
    ("4", pgettext_lazy("stars", "4 – good")),
    ("5", pgettext_lazy("stars", "5 – very good")),
]


class ReviewForm(forms.Form):
    """How one thing was. Among several, one that nothing was said of is left out."""

    stars = forms.ChoiceField(
        label=_("How was it?"),
        choices=STARS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how many stars"), "invalid_choice": _("Choose how many stars")},
    )
    title = forms.CharField(
        label=_("In one line"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": _("Write it shorter: up to 120 letters")},
    )
    text = forms.CharField(
        label=_("What would you tell a friend about it?"),
        help_text=_("What it did for you, for whom it is, and what was missing. Both help others."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"max_length": _("Write it shorter: up to 4000 letters")},
    )
    language = forms.ChoiceField(
        label=_("You write in"),
        choices=settings.LANGUAGES,
        error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language")},
    )
    name = forms.CharField(
        label=_("Name to show"),
        help_text=_("A first name is enough. Your address is never shown."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
        error_messages={"required": _("Write a name to show"), "max_length": _("Write it shorter: up to 80 letters")},
    )

    def __init__(self, *args, had: Had, may_be_blank: bool, **kwargs) -> None:
        self.had = had
        self.may_be_blank = may_be_blank and had.review is None
        super().__init__(*args, **kwargs, prefix=had.code, use_required_attribute=False)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_blank:
            self._errors = forms.utils.ErrorDict()

    @property
    def is_blank(self) -> bool:
        """Whether it was sent, and nothing is said of this one."""
        said = (self.data.get(self.add_prefix(name), "").strip() for name in ("stars", "title", "text"))
        return self.may_be_blank and self.is_bound and not any(said)

    @property
    def said(self) -> Said:
        clean = self.cleaned_data
        return Said(stars=int(clean["stars"]), **{name: clean[name] for name in ("title", "text", "name", "language")})


def forms_of(things: Iterable[Had], *, data: Mapping | None, name: str, language: str) -> list[ReviewForm]:
    """A form for each thing, with what was said of it before."""
    things = list(things)
    first, several = {"name": name, "language": language}, len(things) > 1
    initials = [said_before(had.review) if had.review else first for had in things]
    return [
        ReviewForm(data, had=had, may_be_blank=several, initial=initial)
        for had, initial in zip(things, initials, strict=True)
    ]


def errors_of(asked: Iterable[ReviewForm]) -> list[dict[str, str]]:
    """What is to be mended in several forms: the words, and where."""
    return [
        {"words": error, "at": f"{field.auto_id}_0" if field.name == "stars" else field.auto_id}
        for form in asked
        for field in form
        for error in field.errors
    ]


def said_before(review: Review) -> dict[str, str]:
    return {name: str(getattr(review, name)) for name in ("stars", "title", "text", "name", "language")}


class ReportForm(forms.Form):
    """Why a review should not stand there."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReviewReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason"), "invalid_choice": _("Choose a reason")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": _("Write it shorter: up to 2000 letters")},
    )


class DecideForm(forms.Form):
    """What becomes of a review."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Review.State.APPROVED, _("Show it")),
            (Review.State.REJECTED, _("Do not show it, and say why")),
            (Review.State.SPAM, _("It is spam; nobody is told")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it"), "invalid_choice": _("Choose what becomes of it")},
    )
    reason = forms.CharField(
        label=_("Why it is not shown"),
        help_text=_("Its author reads this, and may change it. That somebody did not like a thing is no reason."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Write it shorter: up to 2000 letters")},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("decision") == Review.State.REJECTED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, so that its author can change it."))
        return cleaned


class TickedReviews(forms.ModelMultipleChoiceField):
    """Reviews by their numbers; a number that no database takes is one that is gone."""

    def clean(self, value):
        if any(not (number.isascii() and number.isdecimal() and len(number) < 19) for number in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class DecideManyForm(DecideForm):
    """The same for several."""

    reviews = TickedReviews(
        Review.objects.order_by("pk"),
        error_messages={
            "required": _("Tick at least one review"),
            "invalid_choice": _("One of these reviews is gone; look at the list once more"),
            "invalid_pk_value": _("One of these reviews is gone; look at the list once more"),
        },
    )

    @property
    def ticked(self) -> set[int]:
        """Which were ticked when it was sent."""
        sent = self.data.getlist("reviews") if self.is_bound else []
        return {int(number) for number in sent if number.isascii() and number.isdecimal() and len(number) < 19}


class AnswerForm(forms.Form):
    """What the house says to a review, in public."""

    reply = forms.CharField(
        label=_("Answer"),
        help_text=_("Stands below the review, in its language. Empty: no answer. Its author is told of it by letter."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": _("Write it shorter: up to 2000 letters")},
    )
