"""The pages on which staff make orders, and take back what they gave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from money import Money
from shop.desk import giving, rights
from shop.desk.acting import Act, Previewed
from shop.desk.forms import said
from shop.desk.giving import Goods, Recipient, tax_in, total_of
from shop.desk.making_forms import ElsewhereForm, GiftForm, TakeBackForm
from shop.desk.refunding import mark_of
from shop.offers.models import Offer
from shop.orders.models import Order


@dataclass(frozen=True)
class Made:
    """What an order would be, in sentences."""

    sentences: list[str]
    to: Recipient
    goods: list[Goods]
    about: str

    @property
    def mark(self) -> str:
        seen = [(one.offer.pk, one.quantity, one.unit, one.choices) for one in self.goods]
        return mark_of(self.to, seen, self.about)


class Make(Previewed):
    right = rights.GIVE
    icon = "plus"
    template = "desk/make.html"

    def unit(self, form, offer: Offer) -> Money:
        """What one of it costs."""
        raise NotImplementedError

    def about(self, form) -> str:
        """What is written down about it."""
        raise NotImplementedError

    def form(self, data=None):
        return self.form_class(data, initial={"offer": self.request.GET.get("offer", "")[:20]})

    def act(self, form) -> str | HttpResponse:
        if not form.asked.is_answered:
            return self.show(form, status=200 if form.asked.is_new else 422)
        return super().act(form)

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        asked = form.asked if form.knows_what else None
        groups = form.groups if asked and asked.form else []
        return super().show(form, status=status, asked=asked, groups=groups, **more)

    def preview(self, form) -> Made:
        to, goods = form.to, form.goods(partial(self.unit, form))
        what = _("%(name)s (%(email)s) gets %(count)d × “%(title)s”, at once.")
        letter = _("A letter in %(language)s says how to get in.")
        who = {"name": to.name, "email": to.email}
        sentences = [
            *(what % {**who, "count": one.quantity, "title": form.title_of(one.offer)} for one in goods),
            _("It goes into the account with this address.")
            if to.user
            else _("Nobody has proven this address yet. It goes into their account as soon as they do."),
            self.said_of_money(to, goods),
            letter % {"language": dict(settings.LANGUAGES)[to.language]},
        ]
        return Made(sentences, to, goods, self.about(form))

    def said_of_money(self, to: Recipient, goods: list[Goods]) -> str:
        raise NotImplementedError

    def made(self, order: Order) -> HttpResponse:
        return redirect("orders:order", order.number)


class MakeGift(Make):
    form_class = GiftForm

    @property
    def title(self) -> str:
        return _("Complimentary order")

    def unit(self, form, offer: Offer) -> Money:
        return Money(0, settings.SHOP_DEFAULT_CURRENCY)

    def about(self, form) -> str:
        return form.cleaned_data["reason"]

    def said_of_money(self, to, goods) -> str:
        return _("Nothing is to be paid.")

    def carry_out(self, form, shown) -> HttpResponse:
        return self.made(
            giving.give(
                to=shown.to,
                goods=shown.goods,
                reason=shown.about,
                author=self.request.user,
                click=form.cleaned_data["click"],
                at=timezone.now(),
            )
        )


class MakePaidElsewhere(Make):
    form_class = ElsewhereForm

    @property
    def title(self) -> str:
        return _("Order paid elsewhere")

    def unit(self, form, offer: Offer) -> Money:
        return form.cleaned_data["units"][offer.pk]

    def reference(self, form) -> str:
        """Of its way: the same number may stand on a bank statement and on a receipt."""
        return f"{form.cleaned_data['way']}:{form.cleaned_data['reference']}"

    def about(self, form) -> str:
        return "\n".join(filter(None, [self.reference(form), form.cleaned_data["text"]]))

    def said_of_money(self, to, goods) -> str:
        now, total = timezone.now(), total_of(goods)
        tax = sum((tax_in(one, to, at=now) for one in goods), Money(0, total.currency))
        words = _("%(sum)s is written down as paid; the tax in it is %(tax)s. No money moves by this.")
        return words % {"sum": said(total), "tax": said(tax)}

    def carry_out(self, form, shown) -> HttpResponse:
        return self.made(
            giving.write_down_paid(
                to=shown.to,
                goods=shown.goods,
                reference=self.reference(form),
                note=shown.about,
                author=self.request.user,
                click=form.cleaned_data["click"],
                at=timezone.now(),
            )
        )


class TakeBack(Act):
    """The end of what staff gave. Money that came elsewhere goes back elsewhere, before this."""

    right = rights.REFUND
    icon = "cross"
    serious = True

    @property
    def title(self) -> str:
        return _("Take it back")

    @cached_property
    def paid(self) -> bool:
        return self.order.origin == Order.Origin.ELSEWHERE

    def form(self, data=None):
        return TakeBackForm(data, paid=self.paid)

    def sentences(self) -> list[str]:
        ends = _("Access to everything in this order ends. What was learned stays in the history.")
        told = _("A letter tells %(name)s.") % {"name": self.order.name or self.order.email}
        if not self.paid:
            return [ends, told]
        back = _(
            "%(sum)s is written down as paid back. Pay it back first, the way that it came: no money moves by this."
        )
        return [ends, back % {"sum": said(self.order.total)}, told]

    def act(self, form) -> str | None:
        clean = form.cleaned_data
        taken = giving.take_back(
            order=self.order,
            reason=clean["reason"],
            reference=clean.get("reference", ""),
            author=self.request.user,
            click=clean["click"],
            at=timezone.now(),
        )
        return _("It is taken back.") if taken else None
