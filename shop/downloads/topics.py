"""What the help says of things to download."""

from django.utils.translation import gettext_lazy as _

from home.guide import Topic

PRODUCTS = Topic(
    "products",
    _("Books, sounds and sheets"),
    (
        _("A product is bought in variants; each file belongs to one of them or to all."),
        _("Another file in the same place is a new version. Who bought the thing gets it too."),
    ),
)
