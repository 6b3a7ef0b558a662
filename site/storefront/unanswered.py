"""Messages to the shop that wait for an answer, among what needs a person: pages know no shop, the shop no pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from home.contact.models import ContactMessage
from shop.contract import Concern, Mend
from shop.orders.models import Order

ANSWER = "home.change_contactmessage"


def unanswered(most: int) -> Iterator[Concern]:
    """What people wrote and nobody has answered, with the order that they named where it is theirs."""
    waiting = list(ContactMessage.objects.filter(answered=False).order_by("written_at", "pk")[:most])
    named = Order.objects.filter(
        number__in=[message.order_number.upper() for message in waiting if message.order_number]
    )
    theirs = {(order.number, order.email.lower()): order for order in named}
    for message in waiting:
        yield Concern(
            key=f"contact:{message.pk}",
            words=_("%(name)s has written: %(topic)s") % {"name": message.name, "topic": message.get_topic_display()},
            since=message.written_at,
            order=theirs.get((message.order_number.upper(), message.email.lower())),
            mends=(
                Mend(
                    _("Read and answer"),
                    reverse("wagtailsnippets_home_contactmessage:answered", args=[message.pk]),
                    ANSWER,
                ),
            ),
        )
