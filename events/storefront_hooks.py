"""What events bring to the house."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.contract import Panel, register_keeper, register_panel
from api import contract as api
from events.almanac.api import router
from events.booking import panels
from events.booking import tasks as booking_tasks  # noqa: F401 - registers its handlers
from events.booking.privacy import KEEPER
from events.booking.wordings import TICKET
from events.catalogue import found, publishing, queries
from events.catalogue.dates_told import next_dates
from events.catalogue.fulfiller import AdmissionFulfiller, OptionFulfiller
from events.catalogue.pages import EventPage
from events.changes import tasks as change_tasks  # noqa: F401 - registers its handlers
from events.changes.waiting import ShopsList, register_waiting_list
from events.changes.whatsapp import TEMPLATES as CHANGE_TEMPLATES
from events.changes.wordings import WORDINGS as CHANGE_WORDINGS
from events.circulars import tasks as circular_tasks  # noqa: F401
from events.door import tasks as door_tasks  # noqa: F401
from events.door.reviews import REVIEWED
from events.reminding import tasks as reminding_tasks  # noqa: F401
from events.reminding.whatsapp import REMINDER
from events.reminding.wordings import WORDINGS as REMINDING_WORDINGS
from home.cards import register_page_cards, register_person_cards, register_source, register_turn
from home.feeds.registry import register_feed
from messaging.contract import register_template, register_wording
from outbox.contract import schedule
from search.contract import register_kind
from shop.contract import register_fulfiller, register_reviewed

publishing.join()
found.listen_to_venues()

register_fulfiller(AdmissionFulfiller())
register_fulfiller(OptionFulfiller())
register_feed("events", _("Events"), EventPage, notes=next_dates)
register_reviewed(REVIEWED)
register_source("next_events", _("Next events"), queries.next_events)
register_page_cards(queries.of_pages)
register_person_cards(queries.taught_by)
register_turn(queries.next_turn)
register_keeper(KEEPER)
register_kind(found.KIND)
register_wording(TICKET)
register_panel(Panel("tickets", "partials/tickets_panel.html", panels.tickets, order=20))
api.join("events", router)

for wording in (*CHANGE_WORDINGS, *REMINDING_WORDINGS):
    register_wording(wording)
for template in (*CHANGE_TEMPLATES, REMINDER):
    register_template(template)

register_waiting_list(ShopsList())
schedule("events.remind", kind="events.remind", every=timedelta(minutes=5))
