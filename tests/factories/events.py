"""Events as editors write them: pages below an event list, made through Wagtail, and published.

`make_event("Seven Days", dates=[at("2027-04-12")], tickets=[ticket("week", 69000)], quotas={"house": 22})`
"""

from __future__ import annotations

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from events.booking.models import Booking
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.rows import (
    CancellationRow,
    DateRow,
    EventTeacher,
    EventTheme,
    LetterRow,
    OptionRow,
    QuestionRow,
    QuotaRow,
    TicketRow,
)
from events.catalogue.venues import Venue
from events.door.models import DoorLink
from home.snippets import Person, Theme
from shop.contract import Offer, offers_of
from shop.fulfilment.operations import grant_line
from shop.orders.checkout import place_order
from shop.orders.operations import mark_paid
from tests.factories.courses import make_home, make_locale, publish
from tests.factories.shop import GUEST, make_cart, make_details


def make_event_index() -> EventIndexPage:
    """The list of events, in English."""
    index = EventIndexPage.objects.filter(locale=make_locale()).first()
    return index or make_home().add_child(instance=EventIndexPage(title="Events", slug="events"))


def make_venue(name: str = "Casa Fonte", **fields) -> Venue:
    fields = {
        "code": slugify(name),
        "street": "Caminho da Fonte 3",
        "postcode": "8550-232",
        "city": "Monchique",
        "country": "PT",
        "zone": "Europe/Lisbon",
        "latitude": "37.31890",
        "longitude": "-8.55610",
        **fields,
    }
    return Venue.objects.get_or_create(locale=make_locale(), name=name, defaults=fields)[0]


def on(day: str | date, starts: str = "15:00", ends: str = "12:00", *, nights: int = 6, **fields) -> DateRow:
    """A date on a day, as its row; its code is the day."""
    first = date.fromisoformat(day) if isinstance(day, str) else day
    last = first + timedelta(days=nights) if nights else None
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    return DateRow(code=fields.pop("code", first.isoformat()), day=first, last_day=last, **hours, **fields)


def in_days(days: int, starts: str = "15:00", ends: str = "12:00", *, nights: int = 6, **fields) -> DateRow:
    """A date so many days from today."""
    return on(timezone.localdate() + timedelta(days=days), starts, ends, nights=nights, **fields)


def ticket(code: str = "week", amount: int = 69000, **fields) -> TicketRow:
    fields = {"title": code.capitalize(), "prices": {"EUR": amount}, **fields}
    return TicketRow(code=code, **fields)


def option(code: str = "room", amount: int = 18000, **fields) -> OptionRow:
    fields = {"title": code.capitalize(), "prices": {"EUR": amount}, **fields}
    return OptionRow(code=code, **fields)


def question(code: str = "food", label: str = "Is there anything you cannot eat", **fields) -> QuestionRow:
    return QuestionRow(code=code, label=label, **fields)


def letter(kind: str = "reminder", days: int = 3, clock: str = "10:00") -> LetterRow:
    return LetterRow(kind=kind, days=days, time=time.fromisoformat(clock))


def draft_event(
    title: str = "Seven Days of Quiet",
    *,
    venue: Venue | None = None,
    online: bool = False,
    dates: list[DateRow] | None = None,
    tickets: list[TicketRow] | None = None,
    options: list[OptionRow] = (),
    quotas: dict[str, int] | None = None,
    questions: list[QuestionRow] = (),
    cancellation: dict[int, int] | None = None,
    letters: list[LetterRow] = (),
    teachers: list[Person] = (),
    themes: list[Theme] = (),
    **fields,
) -> EventPage:
    """An event that nobody has published yet; `quotas` are shared by all ticket types."""
    fields = {"outcome": "A week without talking.", "summary": "You sit, walk and eat well.", **fields}
    place = None if online else venue or make_venue()
    page = EventPage(title=title, slug=slugify(title), live=False, venue=place, online=online, **fields)
    page.dates = [in_days(140)] if dates is None else dates
    page.tickets = [ticket()] if tickets is None else tickets
    page.options = list(options)
    page.quotas = [QuotaRow(code=code, size=size) for code, size in (quotas or {}).items()]
    page.questions = list(questions)
    page.cancellation = [
        CancellationRow(days_before=days, percent=percent) for days, percent in (cancellation or {}).items()
    ]
    page.letters = list(letters)
    page.teachers = [EventTeacher(person=person) for person in teachers]
    page.themes = [EventTheme(theme=theme) for theme in themes]
    return make_event_index().add_child(instance=page)


def make_event(title: str = "Seven Days of Quiet", **wishes) -> Event:
    """An event on sale, by its record; takes what `draft_event` takes."""
    page = publish(draft_event(title, **wishes))
    return Event.objects.get(translation_key=page.translation_key)


def page_of(event: Event, language: str = "en") -> EventPage:
    return EventPage.objects.get(translation_key=event.translation_key, locale__language_code=language)


def date_of(event: Event, code: str | None = None) -> EventDate:
    """One date of an event: the one with a code, or the first."""
    dates = event.dates.order_by("starts_at", "pk")
    return dates.get(code=code) if code else dates.first()


def offer_of(event: Event, code: str = "week", *, date: EventDate | None = None) -> Offer:
    """What is sold under a code on a date, the first one unless another is given."""
    date = date or date_of(event)
    return next(offer for offer in offers_of([date])[date.pk] if offer.code == code)


def make_door(date: EventDate | None = None, label: str = "Side entrance") -> DoorLink:
    """An address at which somebody stands at the door of a date."""
    return DoorLink.objects.create(date=date or date_of(make_event()), label=label, made_at=timezone.now())


def make_booking(
    event: Event | None = None,
    *names: str,
    code: str = "week",
    date: EventDate | None = None,
    user=GUEST,
    answers: dict | None = None,
    **values,
) -> Booking:
    """A booking that is paid, for whoever is named, or for Ada alone; it has a ticket for each of them."""
    event = event or make_event()
    names = names or ("Ada Lindqvist",)
    _, cart = make_cart(offer_of(event, code, date=date), user=user, quantity=len(names))
    told = [{"name": name, "email": "", "answers": answers or {}} for name in names]
    cart.lines.update(choices={"attendees": told, "answers": {}, "cancellation": event.cancellation})
    now = timezone.now()
    order = place_order(cart, make_details(cart, user=user, at=now, **values), at=now)
    with transaction.atomic():
        mark_paid(order, at=now)
    line = order.lines.get()
    grant_line(line_id=line.pk)
    return Booking.objects.get(line=line)
