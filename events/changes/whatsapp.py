"""What whoever booked may be told by WhatsApp of a change, in the words that it is asked to approve."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from messaging.contract import Place, TemplateKind

NAME = Place(_("the buyer's name"), "Ada Lovelace")
TITLE = Place(_("the title of the event"), "Seven Days of Quiet")
LINK = Place(_("the address where it is all said"), "https://shop.example.org/en/orders/k7m2qx4p/")
WAS = Place(_("when it was to be"), "12 – 18 April 2027")
NOW = Place(_("when it is now"), "19 – 25 April 2027")

MOVED = TemplateKind(
    kind="event_moved",
    label=_("A date is moved"),
    words=_(
        "Hello {name}, “{title}” has a new date. It was {was}, and it is now {now}. Everything else is in our e-mail "
        "and here: {link}\n\n{shop}. Answer STOP if you want no more messages."
    ),
    places={"name": NAME, "title": TITLE, "was": WAS, "now": NOW, "link": LINK},
)
CANCELLED = TemplateKind(
    kind="event_cancelled",
    label=_("A date is cancelled"),
    words=_(
        "Hello {name}, “{title}” on {was} does not take place. What happens now is in our e-mail and here: {link}\n\n"
        "{shop}. Answer STOP if you want no more messages."
    ),
    places={"name": NAME, "title": TITLE, "was": WAS, "link": LINK},
)
TEMPLATES = [MOVED, CANCELLED]
