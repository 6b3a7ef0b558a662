"""What walks bring to the house."""

from accounts.contract import Keeper, Panel, register_keeper, register_panel
from home.cards import Card, register_source
from shop.contract import Offer, Reviewed, entitled_ids, order_lines_of, register_fulfiller, register_reviewed
from tests.contracts.goods.fulfiller import KIND, PostcardFulfiller, WalkFulfiller
from tests.contracts.goods.models import Walk, Walker

FULFILLER = WalkFulfiller()


def walks(query):
    cards = FULFILLER.cards(Offer.objects.filter(kind=KIND, published=True), language=query.language)
    return list(cards.values())[: query.limit]


def walks_of(request):
    found = Walk.objects.filter(pk__in=entitled_ids(request.user, Walk)).order_by("title")
    return {"walks": found} if found else None


def walkers_of(user):
    return Walker.objects.filter(order_line_id__in=order_lines_of(user).values("pk")).order_by("pk")


def forget_walkers(*, user, at):
    walkers_of(user).delete()


def walks_had(rights, at):
    return {right.pk: right.record_id for right in rights}


def cards_of_walks(ids, query):
    return {
        walk.pk: Card(walk.card_key, KIND, "Walk", f"/{query.language}/walks/{walk.pk}/", walk.title)
        for walk in Walk.objects.filter(pk__in=ids)
    }


register_reviewed(Reviewed("walk", Walk, Walk, walks_had, cards_of_walks, "walked along"))
register_fulfiller(FULFILLER)
register_fulfiller(PostcardFulfiller())
register_source("walks", "Walks", walks)
register_panel(Panel("walks", "goods/panel.html", walks_of))
register_keeper(Keeper("walks", lambda user: {"walkers": walkers_of(user).values("name")}, forget_walkers))
