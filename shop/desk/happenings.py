"""What the shop itself knows of an order's story."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from messaging import contract as messaging
from money import Money, format_money
from shop.desk.attention import Mend
from shop.desk.rights import MEND, TELL
from shop.desk.timeline import Happening
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.orders.models import Order
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund, SupplierEvent

# Their story is told by what they caused.
TOLD_OTHERWISE = ("shop.order.note",)


def the_order(order: Order) -> Iterator[Happening]:
    words = {
        Order.Origin.SHOP: _("The order was placed, in %(language)s."),
        Order.Origin.GIFT: _("The complimentary order was made, in %(language)s."),
        Order.Origin.ELSEWHERE: _("The order was written down as paid elsewhere, in %(language)s."),
    }[Order.Origin(order.origin)]
    language = dict(settings.LANGUAGES).get(order.language, order.language)
    yield Happening(order.created_at, words % {"language": language}, icon="clipboard-list")
    if order.paid_at:
        yield Happening(order.paid_at, _("The order counts as paid."), icon="check")


def payments(order: Order) -> Iterator[Happening]:
    for payment in order.payments.order_by("attempt"):
        about = {"number": payment.attempt, "sum": said(payment.total)}
        state = payment.get_state_display()
        bad = payment.state == Payment.State.MISMATCH
        begun = _("Attempt %(number)d to pay %(sum)s was begun.") % about
        ended = _("Attempt %(number)d to pay %(sum)s came to its end.") % about
        ids = " · ".join(filter(None, [payment.session_id, payment.reference]))
        yield Happening(payment.created_at, begun, icon="pick", state="" if payment.settled_at else state, detail=ids)
        if payment.settled_at:
            yield Happening(payment.settled_at, ended, icon="pick", state=state, bad=bad)


def money(order: Order) -> Iterator[Happening]:
    came, went = _words_of_money()
    for entry in order.ledger.order_by("at", "id"):
        kind = LedgerEntry.Kind(entry.kind)
        words = (came if entry.amount > 0 or kind not in went else went)[kind]
        yield Happening(
            entry.at,
            words % {"sum": said(Money(abs(entry.amount), entry.currency))},
            icon="table",
            detail=entry.reference,
            bad=kind == LedgerEntry.Kind.UNMATCHED,
        )


def _words_of_money() -> tuple[dict, dict]:
    """By kind: how it is said that money came, and that it went."""
    kind = LedgerEntry.Kind
    came = {
        kind.CHARGE: _("%(sum)s came in."),
        kind.ELSEWHERE: _("%(sum)s came in elsewhere."),
        kind.UNMATCHED: _("%(sum)s came in and does not fit."),
        kind.DISPUTE: _("The buyer’s bank gave %(sum)s back."),
        kind.PAYOUT: _("%(sum)s came back from the shop’s own bank."),
    }
    went = {
        kind.REFUND: _("%(sum)s went back to the buyer."),
        kind.DISPUTE: _("The buyer’s bank took %(sum)s."),
        kind.FEE: _("The supplier kept %(sum)s as its fee."),
        kind.PAYOUT: _("%(sum)s was paid out to the shop’s own bank."),
    }
    return came, went


def told(order: Order) -> Iterator[Happening]:
    """What the payment supplier reported, in its own words."""
    events = SupplierEvent.objects.filter(payment__order=order).order_by("received_at", "id")
    for event in events.only("received_at", "kind", "note", "event_id"):
        words = _("The supplier reported “%(kind)s”.") % {"kind": event.kind}
        yield Happening(event.received_at, words, icon="download", detail=event.note or event.event_id)


def disputes(order: Order) -> Iterator[Happening]:
    rows = Dispute.objects.filter(payment__order=order).order_by("opened_at", "id")
    for row in rows:
        about = {"sum": said(row.total), "reason": row.reason}
        due = ""
        if row.waits_for_answer and row.evidence_due_by:
            due = _("Answer by %(day)s.") % {"day": date_format(localtime(row.evidence_due_by), "SHORT_DATE_FORMAT")}
        yield Happening(
            row.opened_at,
            _("The buyer’s bank disputes %(sum)s (%(reason)s).") % about,
            icon="warning",
            state=row.get_state_display(),
            detail=due,
            bad=bool(row.trouble),
        )


def refunds(order: Order) -> Iterator[Happening]:
    rows = Refund.objects.filter(payment__order=order).select_related("payment").prefetch_related("lines")
    for row in rows.order_by("created_at", "id"):
        taken = ", ".join(line.title for line in row.lines.all())
        failed = row.state == Refund.State.FAILED
        yield Happening(
            row.created_at,
            _("%(sum)s is to go back: %(reason)s.")
            % {"sum": said(Money(row.amount, row.payment.currency)), "reason": row.get_reason_display()},
            icon="resubmit",
            state=row.get_state_display(),
            detail=row.last_error if failed else taken,
            bad=failed,
        )


def letters(order: Order) -> Iterator[Happening]:
    if not order.email:
        return  # the buyer has left since, and with them their letters
    states = {
        "queued": _("Waiting"),
        "sent": _("Sent"),
        "failed": _("Given up"),
        "reserve": _("In reserve"),
        "spared": _("Not needed"),
    }
    for letter in messaging.letters_about(to=order.email, about=order.number, since=order.created_at):
        again = reverse("orders:resend", args=[order.number, letter.number])
        told = letter.channel == "mail"
        words = _("Letter “%(subject)s” to %(address)s.") if told else _("By WhatsApp to %(address)s.")
        yield Happening(
            letter.sent_at or letter.created_at,
            words % {"subject": letter.subject, "address": letter.to},
            icon="mail" if told else "comment",
            state=letter.arrival or states.get(letter.state, letter.state),
            detail=_tries(letter) if letter.state != "sent" else letter.reason,
            bad=letter.state == "failed" or letter.delivery in ("bounced", "complained"),
            acts=(Mend(_("Send again"), again, TELL),) if told else (),
        )


def handovers(order: Order) -> Iterator[Happening]:
    rows = Fulfilment.objects.filter(line__order=order).select_related("line").order_by("changed_at", "id")
    words = {
        Fulfilment.State.PENDING: _("“%(title)s” waits to be handed over."),
        Fulfilment.State.GRANTED: _("“%(title)s” was handed over."),
        Fulfilment.State.FAILED: _("“%(title)s” could not be handed over."),
        Fulfilment.State.REVOKED: _("“%(title)s” was taken back."),
    }
    for row in rows:
        failed = row.state == Fulfilment.State.FAILED
        waits = failed or row.state == Fulfilment.State.PENDING
        again = Mend(_("Hand it over now"), reverse("orders:retry", args=[order.number, row.line_id]), MEND)
        yield Happening(
            row.changed_at,
            words[Fulfilment.State(row.state)] % {"title": row.line.title},
            icon="tasks",
            detail=row.last_error if waits else "",
            bad=failed,
            acts=(again,) if waits else (),
        )


def access(order: Order) -> Iterator[Happening]:
    now = timezone.now()
    for right in _rights(order):
        about = {"title": right.line.title}
        given = _("Access to “%(title)s” began.") % about
        if right.ends_at:
            day = date_format(localtime(right.ends_at), "SHORT_DATE_FORMAT")
            given = _("Access to “%(title)s” began; it lasts until %(day)s.") % {**about, "day": day}
        yield Happening(right.starts_at, given, icon="key")
        if right.over_at and right.over_at <= now:
            yield Happening(right.over_at, _("Access to “%(title)s” ended.") % about, icon="lock")


def notes(order: Order) -> Iterator[Happening]:
    for note in order.notes.select_related("author").order_by("written_at", "id"):
        by = str(note.author.name or note.author.email) if note.author else ""
        state = _("Settled") if note.settles else ""
        yield Happening(note.written_at, note.text, icon="comment", by=by or _("somebody who has left"), state=state)


def acts(order: Order) -> Iterator[Happening]:
    """What staff did, as the audit log has it."""
    entries = ModelLogEntry.objects.for_instance(order).exclude(action__in=TOLD_OTHERWISE).select_related("user")
    for entry in entries.order_by("timestamp", "id"):
        formatter = registry.get_formatter(entry)
        words = formatter.format_message(entry) if formatter else entry.action
        yield Happening(entry.timestamp, words, icon="user", by=str(entry.user_display_name))


def said(amount: Money) -> str:
    """An amount in the language of whoever looks."""
    return format_money(amount, language=get_language())


def _rights(order: Order) -> QuerySet[Entitlement]:
    rights = Entitlement.objects.filter(line__order=order).select_related("line")
    return rights.order_by("starts_at", "id")


def _tries(letter) -> str:
    return " · ".join(filter(None, [_("Tries: %(count)d") % {"count": letter.attempts}, letter.error]))


SOURCES = (the_order, payments, told, money, refunds, disputes, letters, handovers, access, notes, acts)
