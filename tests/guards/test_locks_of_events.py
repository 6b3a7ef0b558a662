"""Dates of an event that two change at once."""

from __future__ import annotations

from django.db import transaction

from events.catalogue.dates import take_over_dates
from events.catalogue.models import EventDate
from events.catalogue.terms import terms_of
from tests.factories.events import in_days, make_event, page_of
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_calendars_take_notice_of_both_changes_of_a_date_even_if_nobody_holds_its_event():
    event = make_event(dates=[in_days(140, code="week")])

    @transaction.atomic
    def change(**fields) -> None:
        page = page_of(event)
        page.dates = [in_days(140, code="week", **fields)]
        take_over_dates(event, terms_of(page))

    meanwhile(lambda: change(starts="16:00"), lambda: change(starts="16:00", cancelled=True))

    assert (EventDate.objects.get().sequence, EventDate.objects.get().state) == (2, "cancelled")
