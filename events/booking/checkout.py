"""The step of the checkout at which events ask who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.booking.asking import NO, YES, questions_of
from events.booking.forms import Asking, AttendeesForm
from events.catalogue.models import EventDate
from home.cards import Card
from shop.contract import Buyer, CheckoutStep

Cards = Callable[..., dict[int, Card]]


class AttendeesStep(CheckoutStep):
    """Who comes, place by place."""

    code = "attendees"
    title = _("Who comes")
    template = "pages/checkout_attendees.html"
    can_wait = True  # a ticket may be named afterwards

    def __init__(self, cards: Cards) -> None:
        self.cards = cards

    def form(self, *, lines, buyer: Buyer, data=None) -> AttendeesForm:
        return AttendeesForm(data, asking=self._asking(lines), buyer=buyer)

    def save(self, *, lines, form: AttendeesForm) -> None:
        for row in form.asking:
            row.line.choices = form.choices_of(row)
            row.line.save(update_fields=["choices"])

    def fields_of(self, line: str, people: Iterable[Mapping]) -> dict[str, str]:
        told: dict[str, str] = {}
        for place, person in enumerate(people):
            field = f"attendee_{line}_{place}"
            told |= {f"{field}_name": person["name"], f"{field}_email": person["email"]}
            told |= {f"{field}_q_{code}": _typed(answer) for code, answer in person["answers"].items()}
            if place == 0 and person["me"]:
                told[f"me_{line}"] = "on"
        return told

    def _asking(self, lines) -> list[Asking]:
        offers = [line.offer for line in lines]
        cards = self.cards(offers, language=get_language())
        dates = EventDate.objects.select_related("event").in_bulk([offer.record_id for offer in offers])
        events = {date.event_id: date.event for date in dates.values()}
        questions = questions_of(events.values(), language=get_language())
        seen: set = set()
        rows = []
        for line in lines:
            date = dates[line.offer.record_id]
            event, day = ("event", date.event_id), ("date", date.pk)
            card = cards.get(line.offer_id) or Card(line.offer.key, "event", "", "", line.offer.code)
            rows.append(Asking(line, card, date, questions[date.event_id], event not in seen, day not in seen))
            seen |= {event, day}
        return rows


def _typed(answer: object) -> str:
    """An answer of a document as the page's form would send it."""
    if isinstance(answer, bool):
        return YES if answer else NO
    return str(answer)
