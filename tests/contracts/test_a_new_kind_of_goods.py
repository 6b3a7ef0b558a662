"""The house is open: goods that no line of the shop knows are listed, bought, handed over and taken back.

Walks live in tests/contracts/goods and join by their storefront_hooks.py alone.
"""

import ast
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.cards import CardQuery, cards_from
from messaging.models import Message
from outbox.models import Job
from shop.cart.models import CartLine
from shop.contract import entitled
from shop.fulfilment.operations import revoke_line
from shop.fulfilment.registry import fulfiller_of
from shop.fulfilment.tasks import grant
from shop.invoices.tasks import issue
from shop.orders.models import Consent, Order
from shop.orders.operations import mark_paid
from shop.orders.tasks import receipt
from tests.contracts.goods.models import KeptPlace, Walk, Walker
from tests.factories.accounts import make_user
from tests.factories.shop import make_walk

GOODS = Path(__file__).parent / "goods"
MAY_USE = ("home.cards", "shop.contract", "accounts.contract", "messaging.contract", "outbox.contract", "money")
OURS = {"accounts", "courses", "home", "media", "messaging", "money", "outbox", "shop", "storefront"}


def imports_of(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_the_goods_use_nothing_but_contracts():
    used = {name for path in GOODS.rglob("*.py") for name in imports_of(path) if name.split(".")[0] in OURS}

    assert used <= set(MAY_USE)


def test_nothing_of_the_house_knows_the_goods():
    root = Path(__file__).resolve().parents[2]
    apps = [root / name for name in ("shop", "home", "courses")] + [root / "site"]
    mentions = [
        str(path.relative_to(root)) for app in apps for path in app.rglob("*.py") if "goods.models" in path.read_text()
    ]

    assert mentions == []


@pytest.mark.django_db
def test_a_walk_is_listed_by_its_own_source():
    make_walk("Dawn walk")

    cards = cards_from("walks", CardQuery(language="en", limit=3, currency="EUR"))

    assert [(card.title, card.kind_label, card.facts) for card in cards] == [("Dawn walk", "Walk", ("Three hours",))]


@pytest.fixture
def ada(db):
    client = Client(headers={"origin": "http://testserver"})
    client.force_login(make_user(name="Ada"))
    return client


def bought(client, *, quantity: int) -> Order:
    """Ada buys places on a walk, by the pages."""
    offer = make_walk("Dawn walk", places=2, most=3)
    client.post(reverse("shop:add"), {"offer": offer.key, "quantity": quantity})
    line = CartLine.objects.get()
    details = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accept_terms": "on", "accept_boots": "on"}
    client.post(reverse("shop:checkout"), details)
    names = {f"walker_{line.pk}_{number}": name for number, name in enumerate(["Ada", "Elif"][:quantity])}
    client.post(reverse("shop:questions", args=["walkers"]), names)
    client.post(reverse("shop:review"), {"total": 7900 * quantity, "currency": "EUR"})
    return Order.objects.get()


def test_its_places_are_kept_from_the_cart_on_and_given_back(ada):
    offer = make_walk(places=2, most=3)

    assert ada.post(reverse("shop:add"), {"offer": offer.key, "quantity": 3}).status_code == 409
    assert KeptPlace.objects.count() == 0
    ada.post(reverse("shop:add"), {"offer": offer.key, "quantity": 2})
    assert KeptPlace.objects.get().places == 2
    ada.post(reverse("shop:remove", args=[CartLine.objects.get().pk]))
    assert KeptPlace.objects.count() == 0


def test_it_is_asked_about_accepted_and_ordered(ada):
    order = bought(ada, quantity=2)

    line = order.lines.get()
    assert (line.kind, line.title, line.choices, line.quantity) == (
        "walk",
        "Dawn walk",
        {"walkers": ["Ada", "Elif"]},
        2,
    )
    assert Consent.objects.get(order=order, code="boots").wording == "I bring boots."
    assert KeptPlace.objects.get().until > timezone.now() + timedelta(minutes=30)


def test_it_is_looked_at_once_more_before_paying(ada):
    offer = make_walk()
    ada.post(reverse("shop:add"), {"offer": offer.key})
    details = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accept_terms": "on", "accept_boots": "on"}
    ada.post(reverse("shop:checkout"), details)
    ada.post(reverse("shop:questions", args=["walkers"]), {f"walker_{CartLine.objects.get().pk}_0": "Ada"})
    Walk.objects.update(cancelled=True)

    answer = ada.post(reverse("shop:review"), {"total": 7900, "currency": "EUR"})

    assert (answer.status_code, Order.objects.count()) == (409, 0)
    assert "This walk is off." in answer.content.decode()


def test_it_is_handed_over_told_of_shown_and_taken_back(ada):
    order = bought(ada, quantity=2)
    mark_paid(order, at=timezone.now())
    line, user = order.lines.get(), order.user
    assert Job.objects.filter(kind="fulfilment.grant").values_list("payload", flat=True)[0] == {"line_id": line.pk}

    for _ in range(2):  # every promise may be asked for twice
        grant(line_id=line.pk)
        issue(order_id=order.pk)
        receipt(order_id=order.pk)

    assert sorted(Walker.objects.values_list("name", flat=True)) == ["Ada", "Elif"]
    assert (KeptPlace.objects.count(), entitled(user, line.record)) == (0, True)
    letter = Message.objects.get()
    assert ("Meet at the old lime tree." in letter.text, letter.attachments.last().name) == (True, "walk.ics")
    page = ada.get(reverse("shop:order", args=[order.secret])).content.decode()
    assert ("See the way" in page, "Bring water." in page) == (True, True)
    dashboard = ada.get(reverse("accounts:dashboard")).content.decode()
    assert ("<h2>My walks</h2>" in dashboard, order.number in dashboard) == (True, True)

    revoke_line(line_id=line.pk)
    revoke_line(line_id=line.pk)

    assert (Walker.objects.count(), entitled(user, line.record)) == (0, False)
    assert "My walks" not in ada.get(reverse("accounts:dashboard")).content.decode()


def test_it_says_how_much_a_refund_gives_back(ada):
    order = bought(ada, quantity=1)

    share = fulfiller_of("walk").refund_share(order.lines.get(), at=datetime(2027, 1, 1, tzinfo=UTC))

    assert share == Fraction(1, 2)
    assert fulfiller_of("postcard").refund_share(order.lines.get(), at=datetime(2027, 1, 1, tzinfo=UTC)) == 1
