"""Downloads in staff's hands: the report of a product, its file, and buyers who ask for more."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from outbox import contract as outbox
from shop.contract import MEND, Concern, Mend, refused
from shop.downloads.models import Permit, Product
from shop.downloads.pages import ProductPage
from shop.downloads.permits import give_more
from shop.downloads.reports import HEADINGS, downloads_of, report_of

SEE = "shop.view_order"


def asked_for_more(most: int) -> Iterator[Concern]:
    """Buyers who wait for more downloads."""
    rows = Permit.objects.filter(asked_at__isnull=False).select_related("line__order", "file")
    for row in rows.order_by("asked_at", "id")[:most]:
        about = {"title": row.line.title, "file": row.file.code, "used": row.used}
        words = _("The buyer of “%(title)s” asks for more downloads of “%(file)s”; %(used)s were fetched.")
        yield Concern(
            key=f"downloads:{row.pk}:{int(row.asked_at.timestamp())}",
            words=words % about,
            since=row.asked_at,
            order=row.line.order,
            mends=(Mend(_("Give more downloads"), reverse("products_more", args=[row.pk]), MEND),),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, permit_id: int) -> HttpResponse:
    """Ask once, then allow as many downloads again and tell the buyer."""
    if not request.user.has_perm(MEND):
        return refused(request)
    permit = get_object_or_404(Permit.objects.select_related("line__order", "file"), pk=permit_id)
    if request.method != "POST":
        return render(request, "desk/more_downloads.html", {"permit": permit, "back": reverse("orders:attention")})
    if give_more(permit):
        asked = int(timezone.now().timestamp())
        payload = {"line_id": permit.line_id, "asked": asked, "more": True}
        outbox.add("downloads.send_link", key=f"more-downloads:{permit.pk}:{permit.allowed}", payload=payload)
        messages.success(request, _("The buyer may download again, and gets a letter that says so."))
    return redirect("orders:attention")


@require_safe
def report(request: HttpRequest, number: int) -> HttpResponseBase:
    """A product's downloads in numbers; `?format=csv` is the file with each of them."""
    if not request.user.has_perm(SEE):
        return refused(request)
    product = get_object_or_404(Product, pk=number)
    if request.GET.get("format") == "csv":
        return _as_csv(product)
    context = {"report": report_of(product), "page": product.source_page(ProductPage)}
    return render(request, "desk/downloads.html", context)


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, value: str) -> str:
        return value


def _as_csv(product: Product) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    rows = ([row[name] for name in HEADINGS] for row in downloads_of(product))
    lines = (writer.writerow(row) for row in _with_headings(rows))
    headers = {"Content-Disposition": f'attachment; filename="downloads-{product.pk}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _with_headings(rows: Iterator[list]) -> Iterator[list]:
    yield list(HEADINGS.values())
    yield from rows
