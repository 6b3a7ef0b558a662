"""The switch that stops a sale at once, or lets it go on; asked once, since shoppers see it the same moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from home.pages.records import PageRecord

ACTS = {"stop": True, "go-on": False}


@dataclass(frozen=True)
class Switch:
    """A view of the administration: `switch` stops what a record sells, for whoever has the permission."""

    page: type[Page]
    record: type[PageRecord]
    permission: str
    switch: Callable

    def __call__(self, request: HttpRequest, number: int, act: str) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        if act not in ACTS:
            raise Http404
        record = get_object_or_404(self.record, pk=number)
        page = record.source_page(self.page)
        back = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")
        if request.method == "POST":
            self.switch(record, stopped=ACTS[act], at=timezone.now())
            messages.success(request, _("The sale is stopped.") if ACTS[act] else _("The sale goes on."))
            return redirect(back)
        return render(request, "desk/switch_sale.html", {"page": page, "stops": ACTS[act], "back": back})
