"""Until when consumers may withdraw from what they bought, and what ends or excludes that right.

Directive 2011/83/EU: fourteen days (article 9), none for dated leisure (article 16 l), none for digital content that
began before they were over, at the buyer's own wish (article 16 m). Periods run as regulation 1182/71 says: the day
of the contract does not count, the last one counts until its end, and one that would end on a holiday, Saturday or
Sunday ends with the next working day (article 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from shop.orders.models import Order, OrderLine

PERIOD = timedelta(days=14)
DATED_LEISURE = "event"  # the class by which admission is taxed
# Those that nearly all members of the union keep, wherever the buyer is.
HOLIDAYS = {(1, 1), (5, 1), (12, 25), (12, 26)}


class Ground(TextChoices):
    HOLDS = "holds", gettext_lazy("The right holds")
    LATE = "late", gettext_lazy("Too late")
    BEGUN = "begun", gettext_lazy("Begun at the buyer’s wish")
    DATED = "dated", gettext_lazy("Leisure on a fixed date")
    BUSINESS = "business", gettext_lazy("Bought as a business")


@dataclass(frozen=True)
class Right:
    """Whether a line may be withdrawn from, why not, and the end of the period (UTC, exclusive)."""

    ground: Ground
    until: datetime | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.ground == Ground.HOLDS


def right_of(line: OrderLine, *, at: datetime) -> Right:
    """The right that the law gives where a kind says nothing of its own."""
    if line.order.company:
        return Right(Ground.BUSINESS, why=_("It was bought as a business; the right of withdrawal is for consumers."))
    if line.tax_class == DATED_LEISURE:
        return Right(Ground.DATED, why=_("It takes place on a fixed date; the law gives no right of withdrawal there."))
    return within_the_period(line, at=at)


def right_of_digital(line: OrderLine, *, consent: str, at: datetime) -> Right:
    """The same for digital content: over once it began after the buyer's consent with that code."""
    right = right_of(line, at=at)
    given = next((row for row in line.order.consents.all() if row.code == consent), None)
    begun = min((row.starts_at for row in line.entitlements.all()), default=None)
    if given is None or begun is None or right.ground == Ground.BUSINESS:
        return right
    words = _(
        "The right has ended, because access began on %(began)s at your wish. You agreed on %(agreed)s: “%(wording)s”"
    )
    # The wording may be of another language and direction: these two signs keep it apart.
    wording = f"\u2068{given.wording}\u2069"
    about = {"began": stamp(begun, line.order), "agreed": stamp(given.given_at, line.order), "wording": wording}
    return Right(Ground.BEGUN, right.until, words % about)


def within_the_period(line: OrderLine, *, at: datetime) -> Right:
    """Fourteen days from the contract."""
    until = end_of_period(line.order)
    if at < until:
        return Right(Ground.HOLDS, until)
    words = _("The fourteen days for it were over with %(day)s.")
    return Right(Ground.LATE, until, words % {"day": last_day(line.order, until)})


def end_of_period(order: Order) -> datetime:
    """The first moment after the last day (UTC), as days are where the buyer is."""
    zone = zone_of(order)
    # An order counts as concluded when it is paid, where that is later: a doubt is never the buyer's loss.
    concluded = max(order.created_at, order.paid_at or order.created_at).astimezone(zone).date()
    last = concluded + PERIOD
    while not is_working_day(last, countries=(order.country, settings.SHOP_COUNTRY)):
        last += timedelta(days=1)
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def is_working_day(day: date, *, countries: Iterable[str] = ()) -> bool:
    """Whether a period may end on it: no weekend, and a public holiday in none of these countries (ISO 3166-1).

    A doubt about whose holidays count, the buyer's or the shop's, is never the buyer's loss.
    """
    if any(day in public_holidays(country, day.year) for country in countries):
        return False
    easter = easter_sunday(day.year)
    moving = (easter - timedelta(days=2), easter + timedelta(days=1))
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS and day not in moving


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Those of the whole country; none where nobody has collected them."""
    import holidays  # slow to import, and few requests ask

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def easter_sunday(year: int) -> date:
    """By the calculation of Meeus, Jones and Butcher for the Gregorian calendar."""
    century, rest = divmod(year, 100)
    cycle = year % 19
    moon = (19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (cycle + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def zone_of(order: Order) -> ZoneInfo:
    """Where the buyer says to be, else the shop."""
    try:
        return ZoneInfo(getattr(order.user, "zone", "") or settings.TIME_ZONE)
    except (ValueError, ZoneInfoNotFoundError):
        return ZoneInfo(settings.TIME_ZONE)  # a zone that has been given up since


def stamp(moment: datetime, order: Order) -> str:
    """Day and time with their zone, as the buyer reads them."""
    there = localtime(moment, zone_of(order))
    return f"{date_format(there, 'DATE_FORMAT')}, {there:%H:%M} ({there.tzinfo}, UTC{there.isoformat()[-6:]})"


def last_day(order: Order, until: datetime) -> str:
    """The last day of a period that ends before `until`."""
    return date_format(localtime(until - timedelta(minutes=1), zone_of(order)), "DATE_FORMAT")
