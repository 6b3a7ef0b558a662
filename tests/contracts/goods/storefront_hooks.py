"""What walks bring to the house."""

from accounts.contract import Panel, register_panel
from home.cards import register_source
from shop.contract import Offer, entitled_ids, register_fulfiller
from tests.contracts.goods.fulfiller import KIND, PostcardFulfiller, WalkFulfiller
from tests.contracts.goods.models import Walk

FULFILLER = WalkFulfiller()


def walks(query):
    cards = FULFILLER.cards(Offer.objects.filter(kind=KIND, published=True), language=query.language)
    return list(cards.values())[: query.limit]


def walks_of(request):
    found = Walk.objects.filter(pk__in=entitled_ids(request.user, Walk)).order_by("title")
    return {"walks": found} if found else None


register_fulfiller(FULFILLER)
register_fulfiller(PostcardFulfiller())
register_source("walks", "Walks", walks)
register_panel(Panel("walks", "goods/panel.html", walks_of))
