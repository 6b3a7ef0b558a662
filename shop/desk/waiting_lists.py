"""Waiting lists in staff's hands: who waits for what, let somebody go first, take somebody off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from shop.capacity.queries import places_of
from shop.cart.basket import cards_by_offer
from shop.desk import rights
from shop.desk.acting import Act
from shop.desk.admin import DeskMenuItem
from shop.desk.operations import CannotAct
from shop.offers.models import Offer
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.queries import counts_of, lists, rank_of

ICON = "group"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What people wait for, with how many they are."""
    if not request.user.has_perm(rights.SEE_WAITING):
        return rights.refused(request)
    offers = list(lists())
    cards, counts, places = cards_by_offer(offers, language=get_language()), counts_of(offers), places_of(offers)
    rows = [
        {"offer": offer, "card": cards.get(offer.pk), "places": places.get(offer.pk), **counts.get(offer.pk, {})}
        for offer in offers
    ]
    return _page(request, "desk/waiting_lists.html", _("Waiting lists"), rows=rows)


@require_safe
def one(request: HttpRequest, offer: int) -> HttpResponse:
    """Who waits for one thing, in order, and what became of the others."""
    if not request.user.has_perm(rights.SEE_WAITING):
        return rights.refused(request)
    found = get_object_or_404(Offer, pk=offer)
    entries = Waiting.objects.filter(offer=found)
    card = cards_by_offer([found], language=get_language()).get(found.pk)
    context = {
        "card": card,
        "places": places_of([found]).get(found.pk),
        "line": list(entries.in_line()),
        "offered": list(entries.filter(state=Waiting.State.OFFERED).order_by("offered_until", "pk")),
        "others": list(entries.exclude(state__in=["waiting", "offered"]).order_by("-pk")[:100]),
        "may_serve": request.user.has_perm(rights.SERVE_WAITING),
    }
    title = card.title if card else found.key
    return _page(request, "desk/waiting_list.html", title, **context)


class OnEntry(Act):
    """An act on one entry of a list."""

    right = "shop.serve_waiting"
    icon = ICON

    @cached_property
    def entry(self) -> Waiting:
        return get_object_or_404(Waiting.objects.select_related("offer"), pk=self.kwargs["entry"])

    @property
    def back(self) -> str:
        return reverse("waiting_lists:list", args=[self.entry.offer_id])

    def show(self, form, *, status: int = 200, **more) -> HttpResponse:
        steps = [*_crumbs(), {"url": self.back, "label": self.entry.address}, {"url": "", "label": self.title}]
        return super().show(form, status=status, breadcrumbs_items=steps, **more)


class OfferNow(OnEntry):
    """Somebody goes first."""

    @property
    def title(self) -> str:
        return _("Offer places now")

    def sentences(self) -> list[str]:
        about = {"places": self.entry.quantity, "address": self.entry.address, "rank": rank_of(self.entry) or "–"}
        return [
            _("%(address)s (number %(rank)s in line, places: %(places)s) is asked before all others.") % about,
            _("It works only while enough is free: make the limit larger first, if need be."),
        ]

    def act(self, form) -> str | None:
        if not operations.offer_now(secret=self.entry.secret, at=timezone.now()):
            raise CannotAct(_("They do not stand in line any more, or not enough is free."))
        log(instance=self.entry, action="shop.waiting.offer")
        return _("The places are kept for them, and the letter is on its way.")


class TakeOff(OnEntry):
    """Somebody waits no longer."""

    serious = True

    @property
    def title(self) -> str:
        return _("Take off the list")

    def sentences(self) -> list[str]:
        return [
            _("%(address)s waits no longer. No letter is sent.") % {"address": self.entry.address},
            _("What is kept for them goes to the next in line."),
        ]

    def act(self, form) -> str | None:
        operations.remove(secret=self.entry.secret, at=timezone.now())
        log(instance=self.entry, action="shop.waiting.remove")
        return _("They are off the list.")


class WaitingListsViewSet(ViewSet):
    """Everything below /admin/waiting-lists/."""

    name = "waiting_lists"
    url_prefix = "waiting-lists"
    icon = ICON
    menu_label = gettext_lazy("Waiting lists")
    menu_order = 160
    add_to_admin_menu = True

    def get_menu_item(self, order=None):
        about = {"name": self.name, "icon_name": self.icon, "order": order or self.menu_order}
        return DeskMenuItem(self.menu_label, reverse("waiting_lists:index"), right=rights.SEE_WAITING, **about)

    def get_urlpatterns(self):
        return [
            path("", index, name="index"),
            path("<int:offer>/", one, name="list"),
            path("entries/<int:entry>/offer/", OfferNow.as_view(), name="offer"),
            path("entries/<int:entry>/remove/", TakeOff.as_view(), name="remove"),
        ]


def _crumbs() -> list[dict]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("waiting_lists:index"), "label": _("Waiting lists")},
    ]


def _page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    frame = {"header_title": title, "header_icon": ICON, "breadcrumbs_items": [*_crumbs(), {"url": "", "label": title}]}
    return render(request, template, frame | context)
