"""What the shop says of a course in a word or two, in the reader's language."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from courses.catalogue.models import Course, Level
from home.cards import CardState, PriceTag
from shop.contract import Offer

NEW = timedelta(days=30)

KIND = gettext_lazy("Course")
FOR_WHOM = {
    Level.BEGINNER: pgettext_lazy("for whom", "beginners"),
    Level.SOME: pgettext_lazy("for whom", "some practice"),
    Level.ALL: pgettext_lazy("for whom", "everyone"),
}


def lessons(count: int) -> str:
    return ngettext("%(count)s lesson", "%(count)s lessons", count) % {"count": count}


def time(seconds: int) -> str:
    """How long something takes, in hours and minutes; empty where nobody knows."""
    if not seconds:
        return ""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    in_minutes = ngettext("%(minutes)s min", "%(minutes)s min", minutes) % {"minutes": minutes}
    if not hours:
        return in_minutes
    in_hours = ngettext("%(hours)s h", "%(hours)s h", hours) % {"hours": hours}
    if not minutes:
        return in_hours
    return _("%(hours)s %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}


def length(count: int, seconds: int) -> str:
    """Lessons and time together, as a table of contents has them."""
    if not seconds:
        return lessons(count)
    return _("%(lessons)s, %(time)s") % {"lessons": lessons(count), "time": time(seconds)}


def facts_in_short(course: Course) -> tuple[str, ...]:
    """What a card says beside the kind."""
    counted = [lessons(course.lesson_count)] if course.lesson_count else []
    return (*counted, str(FOR_WHOM[course.level]))


def access(course: Course) -> str:
    """How long a buyer may come back."""
    if course.access_months is None:
        return pgettext("access to a course", "For ever")
    months = course.access_months
    if months % 12 == 0:
        return ngettext("%(count)s year", "%(count)s years", months // 12) % {"count": months // 12}
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def keeps(course: Course) -> str:
    """The same as a promise."""
    if course.access_months is None:
        return _("Yours for ever, to begin whenever you like")
    return _("Yours for %(time)s from the day you buy it") % {"time": access(course)}


def lasts(until: datetime | None) -> str:
    """Until when someone may come back."""
    if until is None:
        return _("It is yours for ever.")
    return _("It is yours until %(day)s.") % {"day": date_format(localtime(until), "DATE_FORMAT")}


def states_of(
    course: Course, offer: Offer | None, price: PriceTag | None, *, owned: bool, at: datetime
) -> tuple[CardState, ...]:
    """The one thing worth knowing first: it is yours, it waits, it is cheaper now, it is new."""
    if owned:
        return (CardState("yours", _("Yours"), "good"),)
    state = offer.state_at(at) if offer else Offer.State.UNPUBLISHED
    if state == Offer.State.NOT_YET:
        day = date_format(localtime(offer.sale_from), "MONTH_DAY_FORMAT")
        return (CardState("not_yet", _("From %(day)s") % {"day": day}),)
    if state != Offer.State.ON_SALE:
        return (CardState("not_for_sale", _("Not for sale")),)
    if price and price.was:
        return (CardState("sale", pgettext("a lower price", "Sale"), "care"),)
    if course.published_at and at - course.published_at < NEW:
        return (CardState("new", pgettext("a course", "New"), "strong"),)
    return ()
