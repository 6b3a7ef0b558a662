"""The shop's own matters that need a person: money, handovers, and work that was given up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from messaging import contract as messaging
from outbox import contract as outbox
from shop.capacity.recounting import differing
from shop.desk.attention import Concern, Mend
from shop.desk.rights import MEND, REFUND, TELL, WRITE
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import STUCK_AFTER
from shop.orders.models import Order
from shop.payments.models import Payment, Refund
from shop.payments.queries import to_look_at

LETTERS = ("messaging.send", "messaging.send_second")
LETTERS_LOOKED_BACK = timedelta(days=90)


def payments(most: int) -> Iterator[Concern]:
    """Money that does not fit, refunds that failed, and whatever else payments have to look at."""
    rows = to_look_at().select_related("order").prefetch_related("refunds", "disputes").order_by("settled_at", "id")
    for payment in rows[:most]:
        yield Concern(
            key=_key_of(payment),
            words=_words_of_payment(payment),
            since=_since(payment),
            order=payment.order,
            mends=(*_refund(payment), settle(payment.order, _key_of(payment))),
        )


def handovers(most: int) -> Iterator[Concern]:
    """Paid lines that have not reached their buyer."""
    stuck = Q(state=Fulfilment.State.FAILED) | Q(
        state=Fulfilment.State.PENDING, changed_at__lt=timezone.now() - STUCK_AFTER
    )
    rows = Fulfilment.objects.filter(stuck).select_related("line__order").order_by("changed_at", "id")
    for row in rows[:most]:
        about = {"title": row.line.title, "reason": row.last_error or "–"}
        failed = row.state == Fulfilment.State.FAILED
        yield Concern(
            key=f"handover:{row.line_id}:{row.attempts}",
            words=_("“%(title)s” is paid and could not be handed over: %(reason)s") % about
            if failed
            else _("“%(title)s” is paid and waits to be handed over. Does the runner run?") % about,
            since=row.changed_at,
            order=row.line.order,
            mends=(Mend(_("Hand it over now"), _at("orders:retry", row.line.order.number, row.line_id), MEND),),
        )


def given_up(most: int) -> Iterator[Concern]:
    """Work in the background that was given up, but for what stands in the list already."""
    jobs = list(outbox.jobs(state="dead").exclude(_known_otherwise()).order_by("finished_at", "id")[:most])
    letters = messaging.letters([job.payload.get("message_id") for job in jobs if job.kind in LETTERS])
    for job in jobs:
        letter = letters.get(job.payload.get("message_id")) if job.kind in LETTERS else None
        yield Concern(
            key=f"job:{job.pk}:{job.attempts}",
            words=_words_of_letter(letter, job) if letter else _words_of_job(job),
            since=job.finished_at,
            mends=(
                Mend(_("Try again"), _at("orders:job_again", job.pk), MEND),
                Mend(_("Let it go"), _at("orders:job_let_go", job.pk), MEND),
            ),
        )


def letters_that_came_back(most: int) -> Iterator[Concern]:
    """Letters about orders that did not reach their buyers."""
    found = messaging.came_back(since=timezone.now() - LETTERS_LOOKED_BACK, most=most)
    addresses = {letter.to.lower() for letter, _words in found}
    orders = list(Order.objects.filter(email__in=[*addresses, *(letter.to for letter, _words in found)]))
    for letter, words in found:
        order = next((each for each in orders if each.number in words and _same(each.email, letter.to)), None)
        if order is None:
            continue  # not about an order: its kind of letter has its own listener
        about = {"subject": letter.subject, "address": letter.to, "reason": letter.reason or "–"}
        again = Mend(_("Send again"), _at("orders:resend", order.number, letter.number), TELL)
        key = f"letter:{letter.number}"
        yield Concern(
            key=key,
            words=_("The letter “%(subject)s” to %(address)s came back: %(reason)s") % about,
            since=letter.delivery_at,
            order=order,
            mends=(again, settle(order, key)),
        )


def places(most: int) -> Iterator[Concern]:
    """Counters of places that are not what their rows say."""
    for quota in differing()[:most]:
        about = {"key": quota.key, "counter": quota.taken, "rows": quota.counted}
        words = _(
            "Places of “%(key)s” do not add up: the counter says %(counter)d, the rows say %(rows)d. "
            "Somebody who knows the database must look."
        )
        yield Concern(key=f"places:{quota.pk}:{quota.taken}:{quota.counted}", words=words % about)


def settle(order: Order, key: str) -> Mend:
    """The way to say, with a note on the order, that a matter is settled."""
    return Mend(_("It is settled"), reverse("orders:settle", args=[order.number], query={"what": key}), WRITE)


def _key_of(payment: Payment) -> str:
    with translation.override("en"):  # the same matter in every language
        words = str(payment.trouble)
    return f"payment:{payment.pk}:{hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _words_of_payment(payment: Payment) -> str:
    if payment.answer_by is None:
        return payment.trouble
    day = date_format(localtime(payment.answer_by), "SHORT_DATE_FORMAT")
    return f"{payment.trouble} {_('Answer by %(day)s.') % {'day': day}}"


def _since(payment: Payment) -> datetime | None:
    """When the newest of its troubles began."""
    failed = [refund.created_at for refund in payment.refunds.all() if refund.state == Refund.State.FAILED]
    return max(failed, default=payment.settled_at)


def _refund(payment: Payment) -> tuple[Mend, ...]:
    number, ways = payment.order.number, []
    if payment.is_unexplained:
        ways.append(Mend(_("Say which goods"), _at("orders:explain", number), REFUND))
    if payment.state == Payment.State.PAID:
        ways.append(Mend(_("Refund"), _at("orders:refund", number), REFUND))
    return tuple(ways)


def _known_otherwise() -> Q:
    """Dead jobs whose failure is a concern of its own."""
    handovers = Fulfilment.objects.filter(state=Fulfilment.State.FAILED)
    grants = handovers.annotate(job=Concat(Value("grant:"), Cast("line_id", CharField()))).values("job")
    refunds = Refund.objects.filter(state=Refund.State.FAILED).values("key")
    return Q(key__in=grants) | Q(key__in=refunds)


def _words_of_letter(letter, job) -> str:
    return _("The letter “%(subject)s” to %(address)s was given up: %(reason)s") % {
        "subject": letter.subject,
        "address": letter.to,
        "reason": job.last_error or "–",
    }


def _words_of_job(job) -> str:
    return _("Work in the background was given up (%(kind)s): %(reason)s") % {
        "kind": job.kind,
        "reason": job.last_error or "–",
    }


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


SOURCES = (payments, handovers, given_up, letters_that_came_back, places)
