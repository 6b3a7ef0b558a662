"""What buyers are told of their order, in the order's language, whoever causes it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from messaging.contract import Letter, Template, say, whatsapp_number_of
from shop.fulfilment.registry import Attachment, Description, NextStep, fulfiller_of
from shop.invoices.paper import attached
from shop.invoices.printing import PaperFailed
from shop.invoices.queries import papers_of
from shop.orders.models import Order, OrderLine
from shop.orders.proof import make_proof
from shop.orders.queries import taxes_of

logger = logging.getLogger("shop.orders")


@dataclass(frozen=True)
class ToldLine:
    """A line with what its kind says of it: how to get in, and what to do first."""

    line: OrderLine
    description: Description
    next_step: NextStep | None

    @property
    def next_url(self) -> str:
        return absolute(self.next_step.url) if self.next_step else ""


def send_confirmation(order: Order) -> bool:
    """Tell the buyer what they bought and how to get in, once for each order."""
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        lines = list(order.lines.select_related("offer").order_by("id"))
        told = [_told(order, line) for line in lines]
        page = reverse("shop:order", args=[order.secret], query={"proof": make_proof(order)})
        receipt = reverse("shop:receipt", args=[order.secret])
    context = {
        "order": order,
        "lines": told,
        "taxes": taxes_of(lines, currency=order.currency),
        "order_url": absolute(page),
        "receipt_url": absolute(receipt),
    }
    papers = _invoices(order)
    attachments = (*papers, *(part for line in told for part in line.description.attachments))
    context["invoice"] = bool(papers)
    letter = Letter("order_confirmation", order.email, order.language, context, attachments)
    return say(letter, key=f"receipt:{order.pk}", whatsapp=_short(order))


def _short(order: Order) -> Template:
    with translation.override(order.language):
        link = absolute(reverse("shop:order", args=[order.secret]))
    values = {"name": order.name, "number": order.number, "link": link}
    return Template("order_confirmation", order.whatsapp or whatsapp_number_of(order.user), values)


def _invoices(order: Order) -> list[Attachment]:
    """What goes along; none where it cannot be set now, since the way into the goods must not wait for it."""
    try:
        return [attached(paper) for paper in papers_of(order) if paper.kind == paper.Kind.INVOICE]
    except PaperFailed:
        logger.exception("The confirmation of order %s goes without its invoice.", order.number)
        return []


def absolute(address: str) -> str:
    """An address that works in a mail; others than ours stay as they are."""
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


def _told(order: Order, line: OrderLine) -> ToldLine:
    line.order = order
    fulfiller = fulfiller_of(line.kind)
    return ToldLine(
        line,
        fulfiller.describe(line, language=order.language),
        fulfiller.next_step(line, language=order.language),
    )
