"""What staff do with orders that are there, and with work that was given up."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from messaging import contract as messaging
from outbox import contract as outbox
from shop.desk import operations, rights
from shop.desk.acting import Act, Previewed
from shop.desk.attention import needs_a_person
from shop.desk.forms import THINGS, ConfirmForm, ExplainForm, NoteForm, RefundForm, SettleForm, said
from shop.desk.refunding import preview, refundable


class WriteNote(Act):
    """A remark for the others; buyers never see it."""

    right = rights.WRITE
    form_class = NoteForm
    icon = "comment"

    @property
    def title(self) -> str:
        return _("Write a note")

    def sentences(self) -> list[str]:
        return [_("Notes stay with the order and cannot be changed. Buyers get them if they ask for their data.")]

    def act(self, form) -> str:
        clean = form.cleaned_data
        operations.write_note(
            order=self.order,
            author=self.request.user,
            text=clean["text"],
            click=clean["click"],
            settles=clean.get("what", ""),
            at=timezone.now(),
        )
        return _("The note is written.")


class Settle(WriteNote):
    """A note that takes something from the list of what needs a person."""

    form_class = SettleForm
    icon = "check"

    @property
    def title(self) -> str:
        return _("It is settled")

    @property
    def back(self) -> str:
        return reverse("orders:attention")

    def form(self, data=None):
        return SettleForm(data, initial={"what": self.request.GET.get("what", "")[:120].replace("\x00", "")})

    def sentences(self) -> list[str]:
        return [
            _("Write how it was settled. It leaves the list; if something new happens, the order comes back to it.")
        ]

    def act(self, form) -> str:
        clean = form.cleaned_data
        waiting = {concern.key for concern in needs_a_person().concerns if concern.order == self.order}
        if clean["what"] not in waiting and not self.order.notes.filter(click=clean["click"]).exists():
            raise operations.CannotAct(_("This is not on the list any more."))
        return super().act(form)


class CancelUnpaid(Act):
    right = rights.MEND
    icon = "cross"
    serious = True

    @property
    def title(self) -> str:
        return _("Cancel this order")

    def sentences(self) -> list[str]:
        return [
            _("The payment page is closed first, so that nobody can pay there any more."),
            _("What was kept for the order is free again. The buyer’s cart stays as it is, and no letter is sent."),
            _("If the money came a moment ago, the order stays and you will be told."),
        ]

    def act(self, form) -> str | None:
        if operations.cancel_unpaid(order=self.order, at=timezone.now()):
            return _("The order is cancelled.")
        return None


class HandOverNow(Act):
    right = rights.MEND
    icon = "resubmit"

    @property
    def title(self) -> str:
        return _("Hand it over now")

    @cached_property
    def line(self):
        line = get_object_or_404(self.order.lines, pk=self.kwargs["line"])
        line.order = self.order
        return line

    def sentences(self) -> list[str]:
        return [
            _("“%(title)s” is given to %(address)s at once.") % {"title": self.line.title, "address": self.order.email},
            _("Whoever has it already gets nothing twice."),
        ]

    def act(self, form) -> str | None:
        if operations.hand_over_now(line=self.line):
            return _("It is handed over.")
        return None


class SendLetterAgain(Act):
    right = rights.TELL
    icon = "mail"

    @property
    def title(self) -> str:
        return _("Send the letter again")

    @cached_property
    def letter(self) -> messaging.ToldLetter:
        """One of this order's own; any other is as good as none."""
        order = self.order
        found = messaging.letters_about(to=order.email, about=order.number, since=order.created_at)
        for letter in found if order.email else ():
            if letter.number == self.kwargs["letter"] and letter.channel == "mail":
                return letter
        raise Http404

    def sentences(self) -> list[str]:
        about = {"subject": self.letter.subject, "address": self.letter.to}
        return [
            _("The letter “%(subject)s” goes to %(address)s once more, in the same words.") % about,
            _("It takes some seconds; the timeline shows when it has gone."),
        ]

    def act(self, form) -> str | None:
        click = form.cleaned_data["click"]
        if operations.send_letter_again(order=self.order, number=self.letter.number, click=click):
            return _("The letter is on its way.")
        return None


class PayBack(Previewed):
    """First what would happen, worked out from the form; then the click that confirms just that."""

    right = rights.REFUND
    icon = "resubmit"
    serious = True
    template = "desk/refund.html"

    @property
    def title(self) -> str:
        return _("Refund")

    @cached_property
    def of(self):
        return refundable(self.order, at=timezone.now())

    def form(self, data=None):
        chosen = self.request.GET.getlist("lines")  # by a withdrawal; what does not stand is no choice
        initial = {"what": THINGS, "lines": chosen} if chosen else {}
        return RefundForm(data, of=self.of, initial=initial) if self.of else ConfirmForm(data)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return self.show(self.form(), status=200 if self.of else 409)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if operations.is_paid_back(order=self.order, click=request.POST.get("click", "").replace("\x00", "")):
            return redirect(self.back)  # a second click; by now less is left, and the form would not fit
        return super().post(request, *args, **kwargs)

    def preview(self, form):
        if self.of is None:
            raise operations.CannotAct(_("Nothing was paid for this order."))
        return preview(self.of, amount=form.cleaned_data["sum"], lines=form.cleaned_data["taken"])

    def carry_out(self, form, shown) -> str:
        lines = [row.line for row in shown.lines]
        click = form.cleaned_data["click"]
        operations.pay_back(order=self.order, amount=shown.amount, lines=lines, click=click, at=timezone.now())
        return _("%(sum)s is on its way back. The timeline shows how it stands.") % {"sum": said(shown.amount)}

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        return super().show(form, status=status, **{"of": self.of, **more})


class ExplainPart(Act):
    """A part of the money went back that nobody here asked for: for which goods was it?"""

    right = rights.REFUND
    icon = "warning"
    serious = True

    @property
    def title(self) -> str:
        return _("For which goods?")

    @property
    def button(self) -> str:
        return _("Write it down")

    @cached_property
    def payment(self):
        parts = self.order.payments.prefetch_related("refunds", "disputes")
        return next((payment for payment in parts if payment.is_unexplained), None)

    def form(self, data=None):
        return ExplainForm(data, open_lines=operations.lines_that_stand(self.order))

    def sentences(self) -> list[str]:
        if self.payment is None:
            return [_("Nothing has to be said about this payment any more.")]
        return [self.payment.trouble, _("Access to what you tick ends. The money is not touched.")]

    def act(self, form) -> str | None:
        if self.payment is None:
            return None  # a second click, or a colleague was quicker
        lines = form.cleaned_data["lines"]
        operations.explain_part(order=self.order, payment=self.payment, lines=lines, at=timezone.now())
        return _("It is written down.")


class JobAct(Act):
    """About work in the background that was given up."""

    right = rights.MEND

    @cached_property
    def job(self):
        return get_object_or_404(outbox.jobs(), pk=self.kwargs["job"])

    @property
    def back(self) -> str:
        return reverse("orders:attention")

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        return super().show(form, status=status, **{"job": self.job, **more})


class JobAgain(JobAct):
    icon = "resubmit"

    @property
    def title(self) -> str:
        return _("Try again")

    def sentences(self) -> list[str]:
        return [_("The work gets all its attempts again, beginning now. Mend the cause first, if you know it.")]

    def act(self, form) -> str | None:
        if operations.try_job_again(job=self.job):
            return _("It is tried again.")
        return None


class JobLetGo(JobAct):
    icon = "cross"
    serious = True

    @property
    def title(self) -> str:
        return _("Let it go")

    def sentences(self) -> list[str]:
        return [_("The work is never done, and it leaves the list.")]

    def act(self, form) -> str | None:
        if operations.let_job_go(job=self.job):
            return _("It is let go.")
        return None
