"""What the shop brings to the house."""

from datetime import timedelta

from django.contrib.auth.signals import user_logged_in

from accounts.contract import Panel, register_keeper, register_on_proven_address, register_panel
from home.cards import register_turn
from outbox.contract import schedule
from shop.cart import tasks as cart_tasks  # noqa: F401 - registers its handlers
from shop.fulfilment import tasks as fulfilment_tasks  # noqa: F401
from shop.offers.queries import next_turn
from shop.orders import tasks as order_tasks  # noqa: F401
from shop.orders.joining import on_sign_in
from shop.orders.operations import claim_orders
from shop.orders.panel import newest_orders
from shop.payments import tasks as payment_tasks  # noqa: F401
from shop.privacy import KEEPER

schedule("cart.tidy", kind="cart.tidy", every=timedelta(minutes=5))
schedule("fulfilment.resume", kind="fulfilment.resume", every=timedelta(minutes=5))
schedule("payments.reconcile", kind="payments.reconcile", every=timedelta(minutes=5))
schedule("payments.compare", kind="payments.compare", every=timedelta(days=1))
schedule("payments.forget", kind="payments.forget", every=timedelta(days=1))

register_panel(Panel("orders", "partials/orders_panel.html", newest_orders, order=60))
register_on_proven_address(claim_orders)
register_keeper(KEEPER)
register_turn(next_turn)

# allauth and Django's own form both send it; the request that signs in carries the guest's cookie.
user_logged_in.connect(on_sign_in, dispatch_uid="shop.on_sign_in")
