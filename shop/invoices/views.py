"""Papers to take along. Whoever has the order's secret address may have its papers, as with the receipt."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.invoices.models import Invoice
from shop.invoices.paper import pdf_of
from shop.invoices.printing import PaperFailed
from shop.invoices.queries import paper_named
from shop.orders.models import Order

logger = logging.getLogger("shop.invoices")


@require_safe
@never_cache
def paper(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """An invoice or credit note as a PDF."""
    found = paper_named(get_object_or_404(Order, secret=secret), name)
    if found is None:
        raise Http404
    return as_file(request, found, otherwise=reverse("shop:order", args=[secret]))


def as_file(request: HttpRequest, found: Invoice, *, otherwise: str) -> HttpResponse:
    """The paper as a file to keep; where it cannot be set now, a sentence and the way to another page."""
    try:
        file = pdf_of(found)
    except PaperFailed:
        logger.exception("%s could not be set.", found.name)
        messages.error(request, _("This paper could not be made just now. Please try again in a moment."))
        return redirect(otherwise)
    headers = {"Content-Disposition": f'attachment; filename="{found.name}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(file, content_type="application/pdf", headers=headers)
