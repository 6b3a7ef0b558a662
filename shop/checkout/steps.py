"""The way through the checkout: which steps this cart needs, which are done, where it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shop.cart.basket import Basket
from shop.cart.models import CartLine
from shop.fulfilment.registry import Acceptance, Buyer, CheckoutStep, fulfiller_of
from shop.orders.checkout import acceptances_for

LONGEST = 2000  # signs that are kept of an answer which is not sent yet


@dataclass(frozen=True)
class Step:
    """One step as the page's list shows it."""

    code: str
    label: str
    url: str
    done: bool
    current: bool = False


@dataclass(frozen=True)
class Questions:
    """What a kind of goods asks about its lines."""

    step: CheckoutStep
    lines: list[CartLine]

    @property
    def about(self) -> list:
        """What an answer belongs to; another quantity or another line is asked about again."""
        return [[line.pk, line.quantity] for line in self.lines]


def questions_of(basket: Basket) -> dict[str, Questions]:
    """What is asked about a cart's goods by code, in the order of its lines."""
    lines: dict[str, list[CartLine]] = {}
    for line in basket.lines:
        lines.setdefault(line.line.offer.kind, []).append(line.line)
    asked = [(fulfiller_of(kind).checkout_step(), of_kind) for kind, of_kind in lines.items()]
    return {step.code: Questions(step, of_kind) for step, of_kind in asked if step}


class Way:
    """One buyer's way; what they said is kept in the session, so that Back loses nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.session = request.session
        self.basket: Basket = request.cart.basket

    @property
    def said(self) -> dict:
        return self.session.get("checkout", {})

    @cached_property
    def acceptances(self) -> list[Acceptance]:
        return acceptances_for(self.basket)

    @property
    def buyer(self) -> Buyer:
        return Buyer(self.said.get("name", ""), self.said.get("email", ""))

    @property
    def before(self) -> dict[str, Step]:
        """The step before each, by code."""
        steps = self.steps
        return {step.code: steps[max(place - 1, 0)] for place, step in enumerate(steps)}

    @cached_property
    def questions(self) -> dict[str, Questions]:
        return questions_of(self.basket)

    @property
    def accepted(self) -> list[str]:
        """What was accepted for the things that lie in the cart now; other things are another agreement."""
        return self.said.get("accepted", []) if self.said.get("accepted_for") == self._things else []

    @property
    def details_done(self) -> bool:
        wanted = {acceptance.code for acceptance in self.acceptances}
        return bool(self.said.get("email")) and wanted <= set(self.accepted)

    @property
    def steps(self) -> list[Step]:
        """All steps, each done or not, the review last."""
        steps = [Step("details", _("Your details"), reverse("shop:checkout"), self.details_done)]
        for code, asked in self.questions.items():
            url = reverse("shop:questions", args=[code])
            steps.append(Step(code, str(asked.step.title), url, self.said.get("answered", {}).get(code) == asked.about))
        return [*steps, Step("review", _("Check and pay"), reverse("shop:review"), False)]

    @property
    def next_step(self) -> Step:
        """The first step that is not done."""
        return next(step for step in self.steps if not step.done)

    def is_open(self, code: str) -> bool:
        """Whether everything before a step is done."""
        steps = self.steps
        before = steps[: [step.code for step in steps].index(code)]
        return all(step.done for step in before)

    def keep_details(self, details: dict) -> None:
        self.session["checkout"] = self.said | details | {"accepted_for": self._things}

    def keep_answered(self, code: str) -> None:
        answered = self.said.get("answered", {}) | {code: self.questions[code].about}
        drafts = {other: written for other, written in self.said.get("drafts", {}).items() if other != code}
        self.session["checkout"] = self.said | {"answered": answered, "drafts": drafts}

    def form_of(self, code: str, *, data=None) -> forms.Form:
        """The form of a step's questions, with what was written there before its buyer went back."""
        asked = self.questions[code]
        form = asked.step.form(lines=asked.lines, buyer=self.buyer, data=data)
        draft = self.said.get("drafts", {}).get(code)
        if draft is not None:
            form.initial |= {name: draft.get(name, "") for name in form.fields}
        return form

    def keep_draft(self, code: str, form: forms.Form) -> None:
        """Keep what is written at a step, right or not."""
        written = {name: str(form.data[name])[:LONGEST] for name in form.fields if name in form.data}
        self.session["checkout"] = self.said | {"drafts": self.said.get("drafts", {}) | {code: written}}

    @property
    def _things(self) -> list[int]:
        return [line.line.pk for line in self.basket.lines]
