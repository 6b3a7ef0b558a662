"""What the help says of orders."""

from django.utils.translation import gettext_lazy as _

from home.guide import Topic
from shop.desk.rights import SEE

ORDERS = Topic(
    "orders",
    _("Orders"),
    (
        _("“Needs a person” lists what waits for somebody; each entry leads to where it is put right."),
        _("Every refund, letter and handing over is done from the order, once, and stands in its story."),
    ),
    view="orders:attention",
    right=SEE,
)
