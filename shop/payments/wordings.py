"""The letters about orders and money that editors may word, with examples to look at."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from messaging.contract import Placeholder, WordedKind
from money import Money, format_money

LETTERS = {
    "order_confirmation": _("Confirmation of an order"),
    "payment_failed": _("A payment did not arrive"),
    "money_goes_back": _("Money came and was not kept"),
    "money_went_back": _("Money goes back and access ends"),
    "taken_back": _("What was given is taken back"),
}


def _sum(context) -> str:
    amount = context["amount"] if "amount" in context else context["order"].total
    return format_money(amount, language=get_language())


PLACEHOLDERS = {
    "name": Placeholder(_("the buyer’s name"), lambda it: it["order"].name),
    "number": Placeholder(_("the number of the order"), lambda it: it["order"].number),
    "sum": Placeholder(_("the sum that the letter is about"), _sum),
}


def _example(kind: str) -> dict:
    total, link = Money(4900, "EUR"), f"{settings.PUBLIC_URL}/…"
    line = SimpleNamespace(title=gettext("A course"), quantity=1, detail="", total=total)
    told = SimpleNamespace(line=line, description=SimpleNamespace(text=""), next_step=None, next_url="")
    paid_at = timezone.localtime(datetime(2026, 3, 20, 12, tzinfo=UTC))
    order = SimpleNamespace(
        number="MAR2CH26", name="Ada Lovelace", total=total, paid_at=paid_at, origin="shop", is_test=False
    )
    if kind == "order_confirmation":
        urls = {"order_url": link, "receipt_url": link}
        return {"order": order, "lines": [told], "taxes": [], "invoice": True, **urls}
    return {
        "order": order,
        "amount": total,
        "url": link,
        "twice": False,
        "whole": True,
        "paid": False,
        "titles": [line.title],
        "note": "CN-2026-0001",
    }


def _worded(kind: str) -> WordedKind:
    return WordedKind.of(
        kind,
        LETTERS[kind],
        placeholders=PLACEHOLDERS,
        example=lambda: _example(kind),
    )


WORDINGS = [_worded(kind) for kind in LETTERS]
