"""On which terms an event is sold: what an editor typed, and whether it can be sold like that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from events.catalogue.models import Question
from events.catalogue.typed import codes_in
from shop.contract import PriceTerms

if TYPE_CHECKING:
    from events.catalogue.pages import EventPage
    from events.catalogue.rows import DateRow, OptionRow, QuestionRow, QuotaRow, TicketRow


class TermsRefused(Exception):
    """It cannot be sold on these terms; the text is for editors."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: in which rows, in which of them (none: in all together), in which field."""

    rows: str
    words: str
    row: object = None
    field: str | None = None


@dataclass
class Typed:
    """The rows of a page as they stand in its form or its revision, and the zone of dates that name none."""

    zone: str
    dates: list[DateRow] = field(default_factory=list)
    tickets: list[TicketRow] = field(default_factory=list)
    options: list[OptionRow] = field(default_factory=list)
    quotas: list[QuotaRow] = field(default_factory=list)
    questions: list[QuestionRow] = field(default_factory=list)
    cancellation: list = field(default_factory=list)

    @classmethod
    def of(cls, page: EventPage) -> Typed:
        names = ("dates", "tickets", "options", "quotas", "questions", "cancellation")
        return cls(zone_of(page), **{name: list(getattr(page, name).all()) for name in names})

    @property
    def ticket_codes(self) -> list[str]:
        return [row.code for row in self.tickets]

    @property
    def sold_codes(self) -> list[str]:
        return [*self.ticket_codes, *(row.code for row in self.options)]

    def covers(self, quota: QuotaRow) -> list[str]:
        """Codes of what shares these places."""
        return codes_in(quota.covers) or self.ticket_codes

    def sizes(self) -> dict[str, tuple[int, list[str]]]:
        """Every limit on a date by its code: how many places, and for which codes."""
        own = {row.code: (row.places, [row.code]) for row in [*self.tickets, *self.options] if row.places is not None}
        return own | {row.code: (row.size, self.covers(row)) for row in self.quotas}


def zone_of(page: EventPage) -> str:
    """The zone of dates that name none: the venue's, else the shop's."""
    return page.venue.zone if page.venue else settings.TIME_ZONE


def problems_of(typed: Typed) -> Iterator[Problem]:
    """Why it cannot be sold like that, the gravest first."""
    if not typed.dates:
        yield Problem("dates", _("Give the event at least one date."))
    if not typed.tickets:
        yield Problem("tickets", _("Give the event at least one ticket type. Its price may be zero."))
    yield from _twice(typed)
    for row in typed.dates:
        yield from _of_date(row, typed)
    for row in typed.tickets:
        yield from _of_ticket(row)
    for name in ("tickets", "options"):
        for row in getattr(typed, name):
            if settings.SHOP_DEFAULT_CURRENCY not in row.prices:
                words = _("Give a price in %(currency)s. Zero makes it free.")
                yield Problem(name, words % {"currency": settings.SHOP_DEFAULT_CURRENCY}, row, "prices")
    for row in typed.quotas:
        yield from _unknown("quotas", row, "covers", codes_in(row.covers), typed.sold_codes)
    for row in typed.questions:
        yield from _unknown("questions", row, "only_for", codes_in(row.only_for), typed.ticket_codes)
        if row.kind == Question.Kind.CHOICE and len(choices_of(row)) < 2:
            yield Problem("questions", _("Write at least two choices, one a line."), row, "choices")


def _twice(typed: Typed) -> Iterator[Problem]:
    words = _("The code “%(code)s” is there twice. Each needs its own.")
    together = [("tickets", typed.tickets), ("options", typed.options), ("quotas", typed.quotas)]
    for groups in (together, [("dates", typed.dates)], [("questions", typed.questions)]):
        seen: Counter = Counter()
        for name, rows in groups:
            for row in rows:
                code = code_of(row)
                seen[code] += 1
                if seen[code] == 2:
                    yield Problem(name, words % {"code": code}, row, "code")
    days: Counter = Counter()
    for row in typed.cancellation:
        days[row.days_before] += 1
        if days[row.days_before] == 2:
            yield Problem("cancellation", _("This number of days is there twice."), row, "days_before")


def _of_date(row: DateRow, typed: Typed) -> Iterator[Problem]:
    starts, ends, admission = moments_of(row, typed.zone)
    if ends <= starts:
        yield Problem("dates", _("It must end after it begins."), row, "ends")
    if admission and admission > starts:
        yield Problem("dates", _("Doors must open before it begins."), row, "admission")


def _of_ticket(row: TicketRow) -> Iterator[Problem]:
    if any(early >= row.prices.get(currency, 0) for currency, early in row.early_prices.items()):
        yield Problem("tickets", _("The early price must be lower than the price."), row, "early_prices")
    if row.early_prices and not row.early_days:
        yield Problem("tickets", _("Say until how many days before it the early price holds."), row, "early_days")
    if row.sale_from and row.sale_until and row.sale_from >= row.sale_until:
        yield Problem("tickets", _("The end must come after the beginning."), row, "sale_until")
    if not 1 <= row.least <= row.most:
        yield Problem("tickets", _("At least one, and not more than the most per order."), row, "least")


def _unknown(name: str, row, field_name: str, codes: list[str], known: list[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            yield Problem(name, _("Nothing here has the code “%(code)s”.") % {"code": code}, row, field_name)


def code_of(row) -> str:
    """The code of a row; a date that has none is called by its day."""
    return row.code or row.day.isoformat()


def choices_of(row: QuestionRow) -> list[str]:
    return [line.strip() for line in row.choices.splitlines() if line.strip()]


def moments_of(row: DateRow, zone: str) -> tuple[datetime, datetime, datetime | None]:
    """Start, end and admission (UTC). The clock on the wall counts, on both sides of a change to summer time."""
    there = ZoneInfo(row.zone or zone)

    def moment(day, clock) -> datetime:
        return datetime.combine(day, clock, tzinfo=there).astimezone(UTC)

    admission = moment(row.day, row.admission) if row.admission else None
    return moment(row.day, row.starts), moment(row.last_day or row.day, row.ends), admission


def prices_on(row: TicketRow | OptionRow, starts_at: datetime, zone: str) -> dict[str, PriceTerms]:
    """What it costs on a date that begins then: early until the midnight so many days before, on the clock there."""
    early, days = getattr(row, "early_prices", {}), getattr(row, "early_days", None)
    until = None
    if early and days:
        there = ZoneInfo(zone)
        day = starts_at.astimezone(there).date() - timedelta(days=days)
        until = datetime.combine(day, time(), tzinfo=there).astimezone(UTC)
    return {
        currency: PriceTerms(amount, early.get(currency), None, until) if until else PriceTerms(amount)
        for currency, amount in row.prices.items()
        if currency in settings.SHOP_CURRENCIES
    }


def terms_of(page: EventPage) -> Typed:
    """The terms of a page. Raises TermsRefused for what its form would refuse: schedules and imports ask no form."""
    typed = Typed.of(page)
    if page.venue is None and not page.online:
        raise TermsRefused(nowhere())
    for problem in problems_of(typed):
        raise TermsRefused(problem.words)
    return typed


def nowhere() -> str:
    return _("Say where it takes place: choose a venue, or say that it is online.")
