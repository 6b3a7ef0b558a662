"""What moving or cancelling a date would mean, worked out before anybody confirms it, and how far it is afterwards."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.catalogue import words
from events.catalogue.models import EventDate
from events.changes.letters import keys_of
from events.changes.models import DateChange, Notice
from events.changes.operations import Wanted
from events.changes.queries import bookings_of, failed_of
from events.changes.waiting import whoever_waits
from messaging.contract import ToldLetter, letters_by_key
from money import Money, format_money
from shop.contract import Way, what_goes_back

SHOWN = 200  # of those who are listed one by one; whatever failed comes first


@dataclass(frozen=True)
class Preview:
    """What would happen, in sentences. `mark` changes whenever they do."""

    sentences: list[str]
    mark: str


def preview_of(date: EventDate, wanted: Wanted, said: dict[str, str]) -> Preview:
    """What it would mean for everybody who booked or waits."""
    bookings = bookings_of(date)
    back = what_goes_back(line for booked in bookings for line in booked.lines)
    sums = {way: _sums(one.amount for one in back.values() if one.way == way) for way in Way}
    waiting = len(whoever_waits(date))
    sentences = [_closes(date, wanted), _told(len(bookings))]
    if waiting:
        sentences.append(_waits(waiting))
    if wanted.cancels:
        sentences += _goes_back(back, sums)
    elif wanted.give_back_until:
        most = [*sums[Way.SUPPLIER], *sums[Way.HAND]]
        until = words.moment(words.there(wanted.give_back_until, date))
        sentence = _("Bookings are kept. Until %(until)s buyers may give them back; at most %(sum)s would go back.")
        sentences.append(sentence % {"until": until, "sum": _said(most)})
    else:
        sentences.append(_("Bookings are kept, and no money goes back."))
    mark = hashlib.sha256(repr((wanted, said, sentences)).encode()).hexdigest()[:32]
    return Preview(sentences, mark)


def _closes(date: EventDate, wanted: Wanted) -> str:
    if wanted.cancels:
        return _("The sale of %(date)s closes at once, for good.") % {"date": words.when(date)}
    told = EventDate(zone=date.zone, starts_at=wanted.starts_at, ends_at=wanted.ends_at)
    sentence = _("The sale of %(date)s closes at once. It goes on as soon as everything says: %(new)s.")
    return sentence % {"date": words.when(date), "new": words.when(told)}


def _told(bookings: int) -> str:
    sentence = ngettext(
        "%(count)d booking is told by letter, and by WhatsApp where that was asked for.",
        "%(count)d bookings are told by letter, and by WhatsApp where that was asked for.",
        bookings,
    )
    return sentence % {"count": bookings}


def _waits(waiting: int) -> str:
    sentence = ngettext("%(count)d who waits is told too.", "%(count)d who wait are told too.", waiting)
    return sentence % {"count": waiting}


def _goes_back(back: dict, sums: dict) -> list[str]:
    counts = Counter(one.way for one in back.values())
    sentences = []
    if counts[Way.SUPPLIER]:
        sentence = ngettext(
            "%(sum)s goes back to %(count)d buyer, the way it came.",
            "%(sum)s goes back to %(count)d buyers, the way it came.",
            counts[Way.SUPPLIER],
        )
        sentences.append(sentence % {"sum": _said(sums[Way.SUPPLIER]), "count": counts[Way.SUPPLIER]})
    if counts[Way.HAND]:
        sentence = ngettext(
            "%(count)d booking was paid elsewhere: pay %(sum)s back by hand.",
            "%(count)d bookings were paid elsewhere: pay %(sum)s back by hand.",
            counts[Way.HAND],
        )
        sentences.append(sentence % {"sum": _said(sums[Way.HAND]), "count": counts[Way.HAND]})
    if counts[Way.NOTHING]:
        sentence = ngettext(
            "Nothing was paid for %(count)d booking.", "Nothing was paid for %(count)d bookings.", counts[Way.NOTHING]
        )
        sentences.append(sentence % {"count": counts[Way.NOTHING]})
    return sentences or [_("Nothing goes back.")]


def _sums(amounts) -> list[Money]:
    by_currency: Counter = Counter()
    for amount in amounts:
        by_currency[amount.currency] += amount.minor
    return [Money(minor, currency) for currency, minor in sorted(by_currency.items()) if minor]


def _said(sums: list[Money]) -> str:
    by_currency = _sums(sums)
    return " + ".join(format_money(each, language=get_language()) for each in by_currency) or "0"


@dataclass(frozen=True)
class Told:
    """One who is told, as staff see it: whether the letter went and arrived, and what became of the money."""

    notice: Notice
    letter: ToldLetter | None
    whatsapp: ToldLetter | None

    @property
    def trouble(self) -> str:
        """What went wrong; empty where nothing did."""
        came_back = self.letter is not None and self.letter.delivery in ("bounced", "complained")
        given_up = self.letter is not None and self.letter.state == "failed"
        if came_back or given_up:
            return self.letter.reason or self.letter.error or _("The letter did not arrive.")
        return self.notice.error

    @property
    def letter_words(self) -> str:
        return _went(self.letter)

    @property
    def whatsapp_words(self) -> str:
        return _went(self.whatsapp)

    @property
    def sum(self) -> str:
        amount = self.notice.sum
        return format_money(amount, language=get_language()) if amount else ""


def _went(letter: ToldLetter) -> str:
    """What is known of its arrival, else of its way."""
    if letter.arrival:
        return letter.arrival
    return _("Given up") if letter.state == "failed" else _("Sent") if letter.sent_at else _("Waiting")


@dataclass(frozen=True)
class Report:
    """How far a change is, and what failed."""

    change: DateChange
    rows: list[Told]
    counts: dict[str, int]
    more: int

    @property
    def done(self) -> bool:
        return self.change.applied_at is not None and not self.counts["waiting"]

    @property
    def may_try_again(self) -> bool:
        return bool(self.counts["failed"]) or bool(self.change.trouble)


def report_of(change: DateChange) -> Report:
    """How far a change is, in six queries however many were told."""
    failed = {row.pk: row for row in failed_of(change)}
    notices = list(change.notices.select_related("order").order_by("pk"))
    letters = letters_by_key(key for row in notices for key in keys_of(row))
    rows = []
    for row in notices:
        row.error = failed[row.pk].error if row.pk in failed else row.error
        mail, whatsapp = keys_of(row)
        rows.append(Told(row, letters.get(mail), letters.get(whatsapp)))
    rows.sort(key=lambda told: (not told.trouble and told.notice.pk not in failed, told.notice.pk))
    counts = Counter(row.state for row in notices)
    told = {
        "all": len(notices),
        "waiting": counts[Notice.State.WAITING],
        "told": sum(row.told_at is not None for row in notices),
        "failed": len(failed),
        "unreached": sum(bool(told.trouble) and told.notice.pk not in failed for told in rows),
        "by_hand": sum(row.money == Notice.Return.HAND for row in notices),
        "given_back": sum(row.given_back_at is not None for row in notices),
    }
    return Report(change, rows[:SHOWN], told, max(len(rows) - SHOWN, 0))
