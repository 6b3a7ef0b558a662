"""What the shop brings to the house."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.contract import Panel, register_keeper, register_on_proven_address, register_panel
from api import contract as api
from home.cards import register_page_cards, register_person_cards, register_source, register_turn
from home.feeds.registry import register_feed
from media.contract import register_rule
from messaging.contract import register_template, register_wording
from outbox.contract import schedule
from search.contract import register_kind
from shop.cancellations import tasks as cancellation_tasks  # noqa: F401
from shop.capacity import tasks as capacity_tasks  # noqa: F401
from shop.cart import tasks as cart_tasks  # noqa: F401 - registers its handlers
from shop.cart.api import router as cart_router
from shop.checkout.api import router as checkout_router
from shop.desk import concerns, deciding, happenings
from shop.desk.attention import register_concerns
from shop.desk.rights import make_groups
from shop.desk.timeline import register_happenings
from shop.downloads import found as downloads_found
from shop.downloads import publishing as downloads_publishing
from shop.downloads import queries as downloads
from shop.downloads import tasks as download_tasks  # noqa: F401
from shop.downloads.api import router as products_router
from shop.downloads.fulfiller import DownloadFulfiller
from shop.downloads.pages import ProductPage
from shop.downloads.privacy import KEEPER as DOWNLOADS_KEEPER
from shop.downloads.reviews import REVIEWED
from shop.downloads.rules import may_read
from shop.downloads.staff import asked_for_more
from shop.downloads.wordings import WORDINGS as DOWNLOADS_WORDINGS
from shop.fulfilment import tasks as fulfilment_tasks  # noqa: F401
from shop.fulfilment.registry import register_fulfiller
from shop.invoices import tasks as invoice_tasks  # noqa: F401
from shop.offers.queries import next_turn
from shop.orders import tasks as order_tasks  # noqa: F401
from shop.orders.joining import on_sign_in
from shop.orders.operations import claim_orders
from shop.orders.panel import newest_orders
from shop.orders.whatsapp import TEMPLATES
from shop.payments import tasks as payment_tasks  # noqa: F401
from shop.payments.wordings import WORDINGS
from shop.privacy import KEEPER
from shop.reviews import tasks as review_tasks  # noqa: F401
from shop.reviews.privacy import KEEPER as REVIEWS_KEEPER
from shop.reviews.registry import register_reviewed
from shop.reviews.wordings import INVITATION
from shop.waiting import tasks as waiting_tasks  # noqa: F401
from shop.waiting.api import router as waiting_router
from shop.waiting.panel import places_in_line
from shop.waiting.privacy import KEEPER as WAITING_KEEPER
from shop.waiting.wordings import WORDINGS as WAITING_WORDINGS
from shop.withdrawals import tasks as withdrawal_tasks  # noqa: F401

schedule("cart.tidy", kind="cart.tidy", every=timedelta(minutes=1))
schedule("places.recount", kind="places.recount", every=timedelta(days=1))
schedule("reviews.recount", kind="reviews.recount", every=timedelta(days=1))
schedule("waiting.tidy", kind="waiting.tidy", every=timedelta(minutes=1))
schedule("fulfilment.resume", kind="fulfilment.resume", every=timedelta(minutes=5))
schedule("payments.reconcile", kind="payments.reconcile", every=timedelta(minutes=5))
schedule("payments.compare", kind="payments.compare", every=timedelta(days=1))
schedule("payments.forget", kind="payments.forget", every=timedelta(days=1))

register_panel(Panel("orders", "partials/orders_panel.html", newest_orders, order=60))
register_panel(Panel("waiting", "partials/waiting_panel.html", places_in_line, order=50))
register_on_proven_address(claim_orders)
register_keeper(KEEPER)
register_turn(next_turn)
register_kind(downloads_found.KIND)
api.join("cart", cart_router)
api.join("checkout", checkout_router)
api.join("products", products_router)
api.join("waiting", waiting_router)

for wording in (*WORDINGS, *DOWNLOADS_WORDINGS, *WAITING_WORDINGS, INVITATION):
    register_wording(wording)
for template in TEMPLATES:
    register_template(template)
for source in happenings.SOURCES:
    register_happenings(source)
for source in concerns.SOURCES:
    register_concerns(source)
register_happenings(deciding.withdrawals)
register_concerns(deciding.waiting)
register_concerns(asked_for_more)

downloads_publishing.join()
register_fulfiller(DownloadFulfiller())
register_feed("products", _("Digital products"), ProductPage)
register_reviewed(REVIEWED)
register_source("newest_products", _("Newest products"), downloads.newest)
register_page_cards(downloads.of_pages)
register_person_cards(downloads.made_by)
register_rule(may_read)
register_keeper(DOWNLOADS_KEEPER)
register_keeper(WAITING_KEEPER)
register_keeper(REVIEWS_KEEPER)

# allauth and Django's own form both send it; the request that signs in carries the guest's cookie.
user_logged_in.connect(on_sign_in, dispatch_uid="shop.on_sign_in")
# Django's own signal again: groups are data that every shop needs, and permissions are there after a migrate only.
post_migrate.connect(make_groups, sender=apps.get_app_config("shop"), dispatch_uid="shop.make_groups")
