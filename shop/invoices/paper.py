"""A paper as a PDF: set by Typst from what was kept, so that the same row gives the same bytes on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from shop.fulfilment.registry import Attachment
from shop.invoices.models import Invoice

HERE = Path(__file__).parent
PRESS = HERE / "press.py"
TEMPLATE = HERE / "paper.typ"
FONTS = HERE / "fonts"
LONGEST = 20  # seconds; a paper takes a tenth of one


class PaperFailed(Exception):
    """The paper could not be set; its row is whole, and another attempt may succeed."""


def pdf_of(invoice: Invoice) -> bytes:
    """The paper to be read and printed. Not to be called in a transaction. Raises PaperFailed."""
    return set_paper(invoice, form="pdf")


def attached(invoice: Invoice) -> Attachment:
    """The same, to go with a letter."""
    return Attachment(f"{invoice.name}.pdf", "application/pdf", pdf_of(invoice))


def set_paper(invoice: Invoice, *, form: str, resolution: float = 144) -> bytes:
    """The paper in one of Typst's forms; of a picture (`png`) its first page. Raises PaperFailed."""
    wish = {
        "template": str(TEMPLATE),
        "root": str(HERE),
        "fonts": str(FONTS),
        "paper": invoice.content | {"person": invoice.buyer},
        "form": form,
        "resolution": resolution,
        "timestamp": int(invoice.issued_at.timestamp()),
    }
    command = [sys.executable, "-I", str(PRESS)]  # -I: nothing of this process's surroundings
    try:
        made = subprocess.run(  # noqa: S603 - our own script; what people wrote is on its standard input
            command, input=json.dumps(wish).encode(), capture_output=True, timeout=LONGEST, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise PaperFailed(f"{invoice.name} took longer than {LONGEST} seconds.") from error
    except subprocess.CalledProcessError as error:
        raise PaperFailed(f"{invoice.name}: {error.stderr.decode(errors='replace')[-500:]}") from error
    return made.stdout
