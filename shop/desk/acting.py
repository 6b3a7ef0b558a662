"""The frame of every act: a page that says what will happen, and one click that does it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from shop.desk import rights
from shop.desk.forms import ConfirmForm
from shop.desk.operations import CannotAct
from shop.orders.models import Order
from shop.payments.operations import PaymentUnavailable
from shop.payments.refunds import CannotRefund

REFUSALS = (CannotAct, CannotRefund, PaymentUnavailable)


def crumbs(*steps: tuple[str, str]) -> list[dict]:
    """The way to a page, from the list of orders on; the last step is where one is."""
    home = (reverse("wagtailadmin_home"), _("Home"))
    return [{"url": url, "label": label} for url, label in (home, (reverse("orders:index"), _("Orders")), *steps)]


class Act(View):
    """GET shows what will happen, POST does it. `right` says who may; whoever may not gets 403 and reads why."""

    http_method_names = ["get", "post", "head"]
    right = ""
    title = ""
    button = ""
    icon = "clipboard-list"
    serious = False
    form_class = ConfirmForm
    template = "desk/act.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(self.right):
            return rights.refused(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            form.refresh()
            return self.show(form, status=422)
        try:
            done = self.act(form)
        except REFUSALS as reason:
            form.add_error(None, str(reason))
            return self.show(form, status=409)
        if isinstance(done, HttpResponse):
            return done
        if done:
            messages.success(request, done)
        return redirect(self.back)

    @cached_property
    def order(self) -> Order | None:
        number = self.kwargs.get("number")
        return get_object_or_404(Order, number=number) if number else None

    @property
    def back(self) -> str:
        return reverse("orders:order", args=[self.order.number]) if self.order else reverse("orders:index")

    def form(self, data=None):
        return self.form_class(data)

    def sentences(self) -> list[str]:
        """What will happen."""
        return []

    def act(self, form) -> str | HttpResponse | None:
        """Do it; gives what to tell whoever did it."""
        raise NotImplementedError

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        here = [(self.back, self.order.number)] if self.order else []
        context = {
            "header_title": self.title,
            "header_icon": self.icon,
            "breadcrumbs_items": crumbs(*here, ("", self.title)),
            "sentences": self.sentences(),
            "form": form,
            "button": self.button or self.title,
            "serious": self.serious,
            "back": self.back,
            "order": self.order,
        }
        return render(self.request, self.template, context | more, status=status)


class Previewed(Act):
    """An act that works out what it would do from its form, shows it, and does just that when it is confirmed.

    What was shown has a mark. If the form or the world has changed since, it is shown again.
    """

    def preview(self, form):
        """What would happen; it has a `mark`."""
        raise NotImplementedError

    def carry_out(self, form, shown) -> str | HttpResponse:
        """Do what was shown."""
        raise NotImplementedError

    def act(self, form) -> str | HttpResponse | None:
        shown = self.preview(form)
        if form.cleaned_data["mark"] == shown.mark:
            return self.carry_out(form, shown)
        form.data = form.data.copy()
        form.data["mark"] = shown.mark
        return self.show(form, preview=shown)

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        return super().show(form, status=status, **{"preview": None, **more})
