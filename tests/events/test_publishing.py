"""Publishing an event writes its dates, offers and places: true in every language at once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from events.catalogue.models import Event, EventDate, Question
from events.catalogue.operations import publish_event
from events.catalogue.pages import EventPage
from events.catalogue.rows import QuotaRow
from outbox.models import Job
from shop.contract import Offer, offers_of, places_of, quota_places
from tests.factories.courses import make_person, make_theme, publish, translate
from tests.factories.events import (
    date_of,
    draft_event,
    make_event,
    make_venue,
    offer_of,
    on,
    option,
    page_of,
    question,
    ticket,
)
from tests.factories.shop import make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LATER = datetime(2036, 1, 1, tzinfo=UTC)


def latest(event: Event) -> EventPage:
    """The page as its form would open it."""
    return page_of(event).get_latest_revision_as_object()


def price_of(event: Event, code: str = "week") -> int:
    (price,) = offer_of(event, code).prices.all()
    return price.amount


def reprice(page: EventPage, amount: int) -> EventPage:
    """What an editor does in the form, not yet published."""
    page.tickets = [ticket("week", amount)]
    return page


def test_publishing_writes_facts_dates_and_offers_into_the_record():
    bela, silence, venue = make_person("Bela"), make_theme("Silence"), make_venue()

    event = make_event(
        venue=venue,
        dates=[on("2027-04-12", admission=time(14))],
        tickets=[ticket("week", 69000, prices={"EUR": 69000, "USD": 75000}, least=2, most=4)],
        options=[option("room", 18000)],
        teachers=[bela],
        themes=[silence],
        spoken="de",
    )

    facts = (event.venue_key, event.country, event.spoken, event.live, event.trouble)
    assert facts == (venue.translation_key, "PT", "de", True, "")
    assert (event.teachers, event.themes) == ([str(bela.translation_key)], [str(silence.translation_key)])
    week, room = offer_of(event, "week"), offer_of(event, "room")
    assert (week.kind, week.least_per_order, week.most_per_order) == ("event", 2, 4)
    assert (week.tax_class, week.tax_country) == ("event", "PT")
    assert {price.currency: price.amount for price in week.prices.all()} == {"EUR": 69000, "USD": 75000}
    assert (room.kind, price_of(event, "room")) == ("event_option", 18000)


def test_times_are_those_of_the_clock_on_the_wall_and_stored_in_utc():
    event = make_event(dates=[on("2027-04-12", admission=time(14))])

    date = date_of(event)
    assert (date.starts_at, date.zone) == (datetime(2027, 4, 12, 14, tzinfo=UTC), "Europe/Lisbon")
    assert date.ends_at == datetime(2027, 4, 18, 11, tzinfo=UTC)
    assert date.admission_at == datetime(2027, 4, 12, 13, tzinfo=UTC)


def test_the_clock_on_the_wall_stays_when_summer_time_begins():
    event = make_event(
        online=True,
        dates=[
            on("2027-03-21", "19:00", "19:45", nights=0, zone="Europe/Berlin"),
            on("2027-03-28", "19:00", "19:45", nights=0, zone="Europe/Berlin"),
        ],
    )

    before, after = event.dates.order_by("starts_at")
    assert (before.starts_at.hour, after.starts_at.hour) == (18, 17)


def test_a_sale_ends_when_the_date_begins_and_never_later():
    event = make_event(tickets=[ticket(sale_until=LATER)])

    assert offer_of(event).sale_until == date_of(event).starts_at


def test_an_early_price_holds_until_so_many_days_before_on_the_clock_there():
    event = make_event(
        dates=[on("2027-04-12")], tickets=[ticket("week", 69000, early_prices={"EUR": 62000}, early_days=30)]
    )

    (price,) = offer_of(event).prices.all()
    assert (price.sale_amount, price.sale_until) == (62000, datetime(2027, 3, 13, tzinfo=UTC))


def test_ticket_types_and_options_share_places_and_have_their_own():
    event = make_event(
        tickets=[ticket("week"), ticket("reduced"), ticket("kitchen", places=2)],
        options=[option("own-room", places=3)],
        quotas={"house": 22},
    )

    offers = {code: offer_of(event, code) for code in ("week", "reduced", "kitchen", "own-room")}
    places = places_of(offers.values())
    sizes = {code: places[offer.pk].size for code, offer in offers.items()}
    assert sizes == {"week": 22, "reduced": 22, "kitchen": 2, "own-room": 3}


def test_a_draft_writes_nothing():
    draft_event().save_revision()

    assert not Event.objects.exists()


def test_a_changed_price_counts_only_once_it_is_published():
    event = make_event()

    revision = reprice(latest(event), 59000).save_revision()
    before = price_of(event)
    revision.publish()

    assert (before, price_of(event)) == (69000, 59000)


def test_publishing_twice_writes_the_same():
    event = make_event(options=[option()], quotas={"house": 22}, questions=[question()], cancellation={14: 50})
    tables = (Event, EventDate, Question, Offer)
    before = [list(table.objects.order_by("pk").values()) for table in tables]

    publish_event(page_of(event), at=timezone.now())

    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_a_first_publication_with_a_date_waits_for_it():
    page = draft_event()
    page.go_live_at = LATER

    page.save_revision().publish()

    assert not Event.objects.exists()


def test_a_scheduled_price_holds_once_its_date_has_come():
    event = make_event()
    changed = reprice(latest(event), 59000)
    changed.go_live_at = timezone.now() + timedelta(days=1)
    revision = changed.save_revision()
    revision.publish()
    before = price_of(event)

    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision.refresh_from_db()
    revision.content["go_live_at"] = str(timezone.now() - timedelta(minutes=1))
    revision.save()
    call_command("publish_scheduled")

    assert (before, price_of(event)) == (69000, 59000)


def test_a_translation_shows_old_values_and_changes_nothing():
    event = make_event(spoken="en")
    translation = translate(page_of(event))
    publish(reprice(latest(event), 59000))

    translation.spoken = "de"
    publish(reprice(publish(translation), 100))

    event.refresh_from_db()
    assert (event.spoken, price_of(event), event.source_language) == ("en", 59000, "en")


def test_a_translation_published_before_its_source_makes_no_record():
    publish(translate(draft_event()))

    assert not Event.objects.exists()


def test_an_alias_in_another_language_changes_nothing():
    event = make_event()
    translate(page_of(event), alias=True)

    publish(reprice(latest(event), 59000))

    assert Event.objects.count() == 1
    assert price_of(event) == 59000


def test_a_copy_is_an_event_of_its_own_with_everything_but_its_bookings():
    event = make_event(options=[option()], quotas={"house": 22}, questions=[question()])
    make_paid_order(offer_of(event))

    page_of(event).copy(update_attrs={"title": "Again", "slug": "again"})

    copied = Event.objects.exclude(pk=event.pk).get()
    assert price_of(copied) == price_of(event) == 69000
    assert [date.code for date in copied.dates.all()] == [date.code for date in event.dates.all()]
    assert list(copied.questions.values_list("code", flat=True)) == ["food"]
    assert quota_places(date_of(copied).quota_key("house")).taken == 0
    assert date_of(copied).uid != date_of(event).uid


def test_unpublishing_the_source_ends_the_sale_of_every_date():
    event = make_event(dates=[on("2027-04-12"), on("2027-05-12")])

    page_of(event).unpublish()

    event.refresh_from_db()
    states = {offer.state_at(timezone.now()) for some in offers_of(event.dates.all()).values() for offer in some}
    assert (event.live, states) == (False, {Offer.State.UNPUBLISHED})


def test_unpublishing_a_translation_ends_nothing():
    event = make_event()
    translation = publish(translate(page_of(event)))

    translation.unpublish()

    event.refresh_from_db()
    assert (event.live, offer_of(event).published) == (True, True)


def test_publishing_again_puts_back_on_sale():
    event = make_event()
    page_of(event).unpublish()

    publish(page_of(event))

    event.refresh_from_db()
    assert (event.live, offer_of(event).published) == (True, True)


def test_deleting_the_page_ends_the_sale_and_keeps_the_record():
    event = make_event()

    page_of(event).delete()

    event.refresh_from_db()
    assert (event.live, offer_of(event).published) == (False, False)


def test_a_ticket_type_that_is_taken_away_is_not_sold_any_more():
    event = make_event(tickets=[ticket("week"), ticket("reduced")])

    publish(reprice(latest(event), 69000))

    assert [offer.code for offer in offers_of([date_of(event)])[date_of(event).pk] if offer.published] == ["week"]
    assert list(event.ticket_types.filter(live=True).values_list("code", flat=True)) == ["week"]


def moved(event: Event, day: str, **fields) -> EventDate:
    """What publishing another day for the first date does."""
    page = latest(event)
    page.dates = [on(day, code=date_of(event).code, **fields)]
    publish(page)
    return date_of(event)


def test_a_date_that_was_sold_is_called_moved_and_calendars_take_notice():
    event = make_event(dates=[on("2027-04-12")])
    make_paid_order(offer_of(event))
    before = date_of(event)

    date = moved(event, "2027-04-19")

    assert (date.state, date.moved_from) == (EventDate.State.MOVED, before.starts_at)
    assert (date.sequence, date.uid) == (before.sequence + 1, before.uid)


def test_a_date_that_nobody_has_bought_may_simply_change():
    event = make_event(dates=[on("2027-04-12")])

    date = moved(event, "2027-04-19")

    assert (date.state, date.moved_from, date.sequence) == (EventDate.State.SCHEDULED, None, 1)


def test_a_cancelled_date_stays_and_cannot_be_bought():
    event = make_event(dates=[on("2027-04-12")])

    date = moved(event, "2027-04-12", cancelled=True)

    assert (date.state, date.live, date.sequence) == (EventDate.State.CANCELLED, True, 1)
    assert not offer_of(event).published


def test_a_date_that_is_gone_ends_and_is_kept():
    event = make_event(dates=[on("2027-04-12"), on("2027-05-12")])
    page = latest(event)
    page.dates = [on("2027-05-12")]

    publish(page)

    gone = date_of(event, "2027-04-12")
    assert (gone.live, gone.sequence) == (False, 1)
    assert not offer_of(event, date=gone).published


def test_places_that_would_be_fewer_than_are_taken_stay_and_the_page_says_so():
    event = make_event(quotas={"house": 22})
    make_paid_order(offer_of(event), quantity=3)
    page = latest(event)
    page.quotas = [QuotaRow(code="house", size=2)]

    publish(page)

    event.refresh_from_db()
    assert quota_places(date_of(event).quota_key("house")).size == 22
    assert "3 places are taken" in event.trouble


def test_terms_that_cannot_be_leave_everything_that_is_sold_as_it_was():
    event = make_event()
    page = latest(event)
    page.tickets = [ticket("week", 5000, early_prices={"EUR": 6000}, early_days=3)]

    publish(page)

    event.refresh_from_db()
    assert price_of(event) == 69000
    assert event.trouble == "The early price must be lower than the price."


def told(event: Event) -> int:
    return Job.objects.filter(kind="card.changed", payload={"key": event.card_key}).count()


def test_a_new_slug_is_told(django_capture_on_commit_callbacks):
    event = make_event()
    page = page_of(event)
    before = told(event)

    page.slug = "quiet"
    with django_capture_on_commit_callbacks(execute=True):
        page.save()

    assert told(event) == before + 1


def test_a_move_is_told():
    event, other = make_event(), make_event("First Light")
    before = told(event)

    page_of(event).move(page_of(other), pos="right")

    assert told(event) == before + 1
