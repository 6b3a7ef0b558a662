"""Addresses of the shop, below /<language>/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

import home.converters  # noqa: F401 - its <secret:…>
from shop.cancellations import views as cancellations
from shop.cart import views as cart
from shop.checkout import views as checkout
from shop.checkout import waiting
from shop.downloads import views as downloads
from shop.invoices import views as invoices
from shop.orders import views as orders
from shop.reviews import views as reviews
from shop.waiting import views as waiting_list
from shop.withdrawals import views as withdrawals


class PaperConverter(StringConverter):
    """What shop.invoices.models.Invoice.name may be."""

    regex = "[A-Z0-9-]{1,40}"


class SignedConverter(StringConverter):
    """What shop.downloads.links.token makes."""

    regex = r"[0-9]+\.[0-9]+\.[0-9]+\.[A-Za-z0-9_-]{43}"


register_converter(SignedConverter, "signed")
register_converter(PaperConverter, "paper")

app_name = "shop"
urlpatterns = [
    path("cart/", cart.cart, name="cart"),
    path("cart/add/", cart.add, name="add"),
    path("cart/extend/", cart.extend, name="extend"),
    path("cart/undo/", cart.undo, name="undo"),
    path("cart/lines/<int:line_id>/", cart.change, name="change"),
    path("cart/lines/<int:line_id>/remove/", cart.remove, name="remove"),
    path("currency/", cart.currency, name="currency"),
    path("checkout/", checkout.details, name="checkout"),
    path("checkout/questions/<slug:code>/", checkout.questions, name="questions"),
    path("checkout/review/", checkout.review, name="review"),
    path("checkout/<secret:secret>/", waiting.waiting, name="waiting"),
    path("checkout/<secret:secret>/back/", waiting.cancelled, name="cancelled"),
    path("account/orders/", orders.orders, name="orders"),
    path("orders/<secret:secret>/", orders.order, name="order"),
    path("orders/<secret:secret>/receipt/", orders.receipt, name="receipt"),
    path("orders/<secret:secret>/<paper:name>.pdf", invoices.paper, name="paper"),
    path("orders/<secret:secret>/password/", orders.password, name="password"),
    path("waiting/", waiting_list.ask, name="wait"),
    path("waiting/join/", waiting_list.join, name="join_waiting"),
    path("waiting/asked/", waiting_list.asked, name="waiting_asked"),
    path("waiting/<secret:secret>/", waiting_list.entry, name="waiting_entry"),
    path("waiting/<secret:secret>/confirm/", waiting_list.confirm, name="waiting_confirm"),
    path("waiting/<secret:secret>/take/", waiting_list.take, name="waiting_take"),
    path("waiting/<secret:secret>/decline/", waiting_list.decline, name="waiting_decline"),
    path("waiting/<secret:secret>/leave/", waiting_list.leave, name="waiting_leave"),
    path("reviews/<slug:kind>/<int:record>/", reviews.reviews, name="reviews"),
    path("reviews/<slug:kind>/<int:record>/write/", reviews.write, name="write_review"),
    path("reviews/<int:review>/helpful/", reviews.helpful, name="helpful_review"),
    path("reviews/<int:review>/why/", reviews.why_report, name="why_report"),
    path("reviews/<int:review>/report/", reviews.report, name="report_review"),
    path("reviews/<secret:secret>/", reviews.of_letter, name="own_reviews"),
    path("reviews/<secret:secret>/no-letters/", reviews.stop_asking, name="no_review_letters"),
    path("account/reviews/", reviews.of_account, name="account_reviews"),
    path("account/library/", downloads.library, name="library"),
    path("downloads/<signed:token>/", downloads.downloads, name="downloads"),
    path("downloads/<signed:token>/renew/", downloads.renew, name="renew_download"),
    path("downloads/<signed:token>/news/", downloads.news, name="download_news"),
    path("downloads/<signed:token>/more/", downloads.more, name="more_downloads"),
    path("downloads/<signed:token>/play/<str:name>", downloads.play, name="play"),
    path("downloads/<signed:token>/<str:name>", downloads.download, name="download"),
    path("orders/<secret:secret>/cancel/", cancellations.cancel, name="cancel_booking"),
    path("withdraw/", withdrawals.find, name="withdrawal"),
    path("orders/<secret:secret>/withdraw/", withdrawals.withdraw, name="withdraw"),
    path("orders/<secret:secret>/withdraw/<int:withdrawal>/", withdrawals.withdrawn, name="withdrawn"),
]
