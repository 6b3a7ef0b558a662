"""Tickets on paper: A4, one on a page, set by Typst."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from events.booking.signs import svg_of
from events.booking.tickets import Ticket
from shop.contract import Attachment, PaperFailed, set_in

TEMPLATE = Path(__file__).parent / "ticket.typ"
PDF = "application/pdf"
logger = logging.getLogger("events.booking")


def pdf_of(tickets: Iterable[Ticket], *, language: str) -> bytes:
    """These tickets, one on a page. Not to be called in a transaction. Raises PaperFailed."""
    with translation.override(language):
        paper = {
            "language": language,
            "rtl": get_language_info(language)["bidi"],
            "title": _("Ticket"),
            "tickets": [_said(ticket) for ticket in tickets],
        }
    return set_in(TEMPLATE, paper)


def attached(tickets: list[Ticket], *, language: str) -> tuple[Attachment, ...]:
    """The same, to go with a letter; nothing where it cannot be set now, since the letter has their address."""
    tickets = [ticket for ticket in tickets if ticket.stands]
    if not tickets:
        return ()
    try:
        return (Attachment(name_of(tickets), PDF, pdf_of(tickets, language=language)),)
    except PaperFailed:
        logger.exception("The letter of order %s goes without its tickets.", tickets[0].order.number)
        return ()


def name_of(tickets: list[Ticket]) -> str:
    return f"{tickets[0].order.number}-{tickets[0].date.code}.pdf"


def _said(ticket: Ticket) -> dict:
    return {
        "title": ticket.title,
        "kind": ticket.kind,
        "when": ticket.when,
        "zone": ticket.zone,
        "holder": ticket.holder,
        "facts": [
            *((label, [words]) for label, words in ticket.times),
            (_("Where"), ticket.place),
            (_("Ticket type"), [ticket.kind]),
            *([(ticket.on_top_label, ticket.on_top)] if ticket.on_top else []),
        ],
        "order": (_("Order"), ticket.order.number),
        "code": ticket.attendee.readable_code,
        "square": svg_of(ticket.attendee.code),
        "note": _("Show this square at the door, on paper or on your telephone. It lets one person in, once."),
    }
