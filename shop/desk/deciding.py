"""Withdrawals in staff's hands: the list of what waits, its story, and the decision."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django import forms
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk import operations, rights
from shop.desk.acting import Act
from shop.desk.attention import Concern, Mend
from shop.desk.forms import ConfirmForm
from shop.desk.timeline import Happening
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import Payment
from shop.withdrawals.models import Withdrawal, WithdrawnLine
from shop.withdrawals.queries import declared_of

WAITING = WithdrawnLine.State.WAITING


def waiting(most: int) -> Iterator[Concern]:
    """Declarations of which something is to be decided, but for what was taken back another way meanwhile."""
    lines = WithdrawnLine.objects.filter(state=WAITING).exclude(line__fulfilment__state=Fulfilment.State.REVOKED)
    rows = Withdrawal.objects.filter(pk__in=lines.values("withdrawal")).select_related("order")
    shown = rows.prefetch_related(Prefetch("lines", lines.select_related("line")))
    for row in shown.order_by("declared_at", "id")[:most]:
        titles = ", ".join(one.line.title for one in row.lines.all())
        holds = any(one.holds for one in row.lines.all())
        words = (
            _("The buyer withdraws from: %(titles)s.") if holds else _("The buyer asks you to take back: %(titles)s.")
        )
        yield Concern(
            key=f"withdrawal:{row.pk}",
            words=words % {"titles": titles},
            since=row.declared_at,
            order=row.order,
            mends=(_decide(row),),
        )


def withdrawals(order: Order) -> Iterator[Happening]:
    """What was declared, and what became of it."""
    for row in declared_of(order):
        lines = list(row.lines.all())
        waits = any(line.state == WAITING for line in lines)
        for line in lines:
            about = {"title": line.line.title, "name": row.name}
            yield Happening(
                row.declared_at,
                _("%(name)s declared to withdraw from “%(title)s”.") % about
                if line.holds
                else _("%(name)s asked to take “%(title)s” back.") % about,
                icon="undo",
                state=line.get_state_display(),
                detail=line.why,
                acts=(_decide(row),) if waits else (),
            )
            if line.decided_at:
                words = (
                    _("The withdrawal from “%(title)s” was accepted.")
                    if line.state == WithdrawnLine.State.ACCEPTED
                    else _("The withdrawal from “%(title)s” was not accepted.")
                )
                yield Happening(line.decided_at, words % about, icon="undo", detail=line.reason)


class RefuseForm(ConfirmForm):
    """Why not; the buyer reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Why you do not accept it"),
        help_text=gettext_lazy("The buyer gets a letter with these words. Write in the language of the order."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Write why; the buyer reads it"),
            "max_length": gettext_lazy("Write at most 2,000 characters"),
        },
    )


class DecideOnWithdrawal(Act):
    """Yes leads to the refund with these lines chosen; no needs a reason and sends a letter."""

    right = rights.REFUND
    form_class = RefuseForm
    icon = "undo"
    template = "desk/decide.html"

    @property
    def title(self) -> str:
        return _("Decide on withdrawal")

    @property
    def button(self) -> str:
        return _("Do not accept, and say why")

    @cached_property
    def withdrawal(self) -> Withdrawal:
        return get_object_or_404(self.order.withdrawals, pk=self.kwargs["withdrawal"])

    @cached_property
    def lines(self) -> list[WithdrawnLine]:
        return list(self.withdrawal.lines.filter(state=WAITING).select_related("line"))

    def sentences(self) -> list[str]:
        if not self.lines:
            return [_("Nothing of this withdrawal waits to be decided any more.")]
        holds = _("“%(title)s”: the buyer has the right to withdraw. The money must go back within fourteen days.")
        asks = _("“%(title)s”: %(why)s The buyer asks all the same; you may say no.")
        return [(holds if line.holds else asks) % {"title": line.line.title, "why": line.why} for line in self.lines]

    def act(self, form) -> str | None:
        reason = form.cleaned_data["reason"]
        if operations.refuse_withdrawal(withdrawal=self.withdrawal, reason=reason, at=timezone.now()):
            return _("It is not accepted, and the buyer is told why.")
        return None  # a second click, or a colleague was quicker

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        return super().show(form, status=status, **{"lines": self.lines, "accept_url": self._accept(), **more})

    def _accept(self) -> str:
        if not self.order.payments.filter(state=Payment.State.PAID).exists():
            return reverse("orders:take_back", args=[self.order.number])
        chosen = urlencode({"lines": [line.line_id for line in self.lines]}, doseq=True)
        return f"{reverse('orders:refund', args=[self.order.number])}?{chosen}"


def _decide(row: Withdrawal) -> Mend:
    address = reverse("orders:decide", args=[row.order.number, row.pk])
    return Mend(_("Decide on withdrawal"), address, rights.REFUND)
