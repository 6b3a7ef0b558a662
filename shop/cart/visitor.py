"""The cart of whoever asks, found by session or cookie, and only when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from shop.cart.basket import Basket, basket_of, cards_by_offer
from shop.cart.models import Cart, CartLine
from shop.cart.operations import Owner
from shop.offers.visitors import currency_of, visitor_of

COOKIE = "cart"


@dataclass(frozen=True)
class RemovedLine:
    """What was taken out, by name."""

    id: int
    title: str


class VisitorCart:
    """A request's cart. Someone without the cookie and without a session costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.guest_is_over = False

    @cached_property
    def owner(self) -> Owner:
        return Owner(user=visitor_of(self._request), token=self._request.COOKIES.get(COOKIE, ""))

    @property
    def known(self) -> bool:
        return self.owner.user.is_authenticated or bool(self.owner.token)

    @cached_property
    def row(self) -> Cart | None:
        return Cart.objects.filter(self.owner.filter).first() if self.known else None

    @cached_property
    def count(self) -> int:
        """How many things lie in it, in one query."""
        if not self.known:
            return 0
        carts = Cart.objects.filter(self.owner.filter)
        lines = CartLine.objects.filter(cart__in=carts, removed_at=None)
        return lines.aggregate(things=Sum("quantity"))["things"] or 0

    @cached_property
    def line_numbers(self) -> list[int]:
        """The numbers of its lines, in one query; a visitor who has no cart costs none."""
        if not self.known:
            return []
        lines = CartLine.objects.filter(cart__in=Cart.objects.filter(self.owner.filter), removed_at=None)
        return list(lines.order_by("pk").values_list("pk", flat=True))

    @property
    def currency(self) -> str:
        """The currency that the visitor sees prices in."""
        return currency_of(self._request)

    @property
    def lines(self) -> list:
        return self.basket.lines

    @cached_property
    def basket(self) -> Basket:
        """The cart as it stands now, taxed for the country chosen at checkout."""
        return basket_of(
            self.row,
            user=self.owner.user,
            language=get_language(),
            currency=self.currency,
            country=self.country,
            reverse_charge=bool(self._said.get("reverse_charge")),
            at=timezone.now(),
        )

    @property
    def country(self) -> str:
        """Where the buyer lives; the shop's own country until they have said so."""
        return self._said.get("country") or settings.SHOP_COUNTRY

    @property
    def _said(self) -> dict:
        """What was said at the checkout; who has no session has said nothing, and is asked for none."""
        if settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return {}
        return self._request.session.get("checkout", {})

    def removed_line(self, line_id: int) -> RemovedLine | None:
        """A line just taken out of this cart, so that taking it out can be undone."""
        if not self.row:
            return None
        line = self.row.lines.exclude(removed_at=None).select_related("offer").filter(pk=line_id).first()
        if line is None:
            return None
        card = cards_by_offer([line.offer], language=get_language()).get(line.offer_id)
        return RemovedLine(line.pk, card.title if card else line.offer.key)

    def forget_guest(self) -> None:
        """The guest has signed in: their cart is the member's now, and the cookie goes."""
        self.guest_is_over = True
        self.__dict__.pop("owner", None)
        self.look_again()

    def belong_to(self, owner: Owner) -> None:
        """Be the cart of this owner, such as a guest who has just got one."""
        self.owner = owner
        self.look_again()

    def look_again(self) -> None:
        """Forget what was read, after a change."""
        for name in ("row", "count", "basket", "line_numbers"):
            self.__dict__.pop(name, None)


def keep_cookie(response: HttpResponse, owner: Owner) -> HttpResponse:
    """Let a guest's browser keep the key to their cart for as long as the cart is kept."""
    if owner.token and not owner.user.is_authenticated:
        response.set_cookie(
            COOKIE,
            owner.token,
            max_age=settings.SHOP_CART_DAYS * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
