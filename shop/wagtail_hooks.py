"""What the shop brings to the editors' desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.guide import register_topics
from home.pages.checks import register_check
from home.pages.copying import register_template
from home.translating.facts import register_facts
from shop.desk import rights
from shop.desk.admin import OrderViewSet
from shop.desk.panel import AttentionPanel
from shop.desk.topics import ORDERS
from shop.desk.waiting_lists import WaitingListsViewSet
from shop.downloads import admin as downloads
from shop.downloads import staff
from shop.downloads.checks import product_lacks
from shop.downloads.desk import facts_of
from shop.downloads.pages import ProductPage
from shop.downloads.topics import PRODUCTS
from shop.reviews.admin import ReviewsPanel, ReviewsViewSet

ACTS = {
    "shop.order.note": (_("Write a note"), _("wrote a note")),
    "shop.order.settle": (_("Say that something is settled"), _("said that something is settled")),
    "shop.order.refund": (_("Refund"), _("asked for a refund")),
    "shop.order.refuse_withdrawal": (_("Refuse a withdrawal"), _("did not accept a withdrawal")),
    "shop.order.explain": (_("Say for which goods a part went back"), _("said for which goods a part went back")),
    "shop.order.resend": (_("Send a letter again"), _("sent a letter again")),
    "shop.order.cancel": (_("Cancel an unpaid order"), _("cancelled the order")),
    "shop.order.retry": (_("Hand over again"), _("had it handed over again")),
    "shop.order.gift": (_("Make a complimentary order"), _("made the complimentary order")),
    "shop.order.elsewhere": (_("Write down an order paid elsewhere"), _("wrote the order down as paid elsewhere")),
    "shop.order.take_back": (_("Take back"), _("took it back")),
    "shop.waiting.offer": (_("Offer places to somebody who waits"), _("had places offered before all others")),
    "shop.waiting.remove": (_("Take somebody off a waiting list"), _("took somebody off the waiting list")),
    "shop.review.approved": (_("Show a review"), _("had the review shown")),
    "shop.review.rejected": (_("Do not show a review"), _("did not have the review shown")),
    "shop.review.spam": (_("Call a review spam"), _("called the review spam")),
    "shop.review.answer": (_("Answer a review"), _("answered the review")),
    "shop.job.again": (_("Try work again"), _("had the work tried again")),
    "shop.job.let_go": (_("Let work go"), _("let the work go")),
}

register_check(ProductPage, product_lacks)
register_template(downloads.template)
register_facts(ProductPage, facts_of)
register_topics(PRODUCTS, ORDERS)

hooks.register("before_delete_page", downloads.keeping.keep)
hooks.register("before_bulk_action", downloads.keeping.keep_many)
for moment in ("after_publish_page", "after_create_page", "after_edit_page"):
    hooks.register(moment, downloads.keeping.tell_trouble)


@hooks.register("register_admin_urls")
def addresses_of_products():
    return [
        path("products/<int:number>/sale/<slug:act>/", downloads.sale, name="products_sale"),
        path("products/<int:number>/downloads/", staff.report, name="products_downloads"),
        path("products/permits/<int:permit_id>/", staff.more, name="products_more"),
    ]


@hooks.register("register_admin_viewset")
def products():
    return downloads.ProductViewSet()


@hooks.register("register_admin_viewset")
def orders():
    return OrderViewSet()


@hooks.register("register_admin_viewset")
def waiting_lists():
    return WaitingListsViewSet()


@hooks.register("register_admin_viewset")
def reviews():
    return ReviewsViewSet()


@hooks.register("register_permissions")
def order_permissions():
    return rights.permissions(*rights.GROUPS[rights.MANAGERS], rights.PAPERS)


@hooks.register("register_log_actions")
def acts_of_staff(registry):
    for name, (label, message) in ACTS.items():
        registry.register_action(name, label, message)


@hooks.register("construct_homepage_panels")
def attention_panel(request, panels):
    if request.user.has_perm(rights.SEE):
        panels.append(AttentionPanel())
    if request.user.has_perm(rights.SEE_REVIEWS):
        panels.append(ReviewsPanel())
