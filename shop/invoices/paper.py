"""A paper as a PDF: set by Typst from what was kept, so that the same row gives the same bytes on every machine."""

from __future__ import annotations

from pathlib import Path

from shop.fulfilment.registry import Attachment
from shop.invoices.models import Invoice
from shop.invoices.printing import set_in

TEMPLATE = Path(__file__).parent / "paper.typ"


def pdf_of(invoice: Invoice) -> bytes:
    """The paper to be read and printed. Not to be called in a transaction. Raises PaperFailed."""
    return set_paper(invoice, form="pdf")


def attached(invoice: Invoice) -> Attachment:
    """The same, to go with a letter."""
    return Attachment(f"{invoice.name}.pdf", "application/pdf", pdf_of(invoice))


def set_paper(invoice: Invoice, *, form: str, resolution: float = 144) -> bytes:
    """The paper in one of Typst's forms; of a picture (`png`) its first page. Raises PaperFailed."""
    content = invoice.content | {"person": invoice.buyer}
    timestamp = int(invoice.issued_at.timestamp())
    return set_in(TEMPLATE, content, form=form, resolution=resolution, timestamp=timestamp)
