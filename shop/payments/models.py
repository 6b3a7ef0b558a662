"""Money that moved or is about to: attempts, ledger, refunds, and what suppliers told us."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money import Money, format_money


class Payment(models.Model):
    """One attempt to pay an order: one session at the supplier."""

    class State(models.TextChoices):
        CREATING = "creating", _("Being made")
        OPEN = "open", _("Open")
        PROCESSING = "processing", _("On its way")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Refused")
        EXPIRED = "expired", _("Run out")
        MISMATCH = "mismatch", _("Does not fit")  # a person looks at it
        RETURNED = "returned", _("Not kept")  # it came too late or twice, and goes back

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="payments")
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.CREATING)
    key = models.CharField(max_length=80, unique=True, help_text="The supplier's idempotency key.")
    request_hash = models.CharField(max_length=64)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    session_id = models.CharField(max_length=200, unique=True, null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True, help_text="The supplier's id of the money itself.")
    page_url = models.URLField(max_length=2000, blank=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="one_payment_per_attempt"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="paid"), name="one_paid_payment_per_order"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=["creating", "open"]), name="one_open_payment_per_order"
            ),
        ]
        indexes = [
            models.Index(fields=["reference"], name="payment_by_its_money"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["creating", "open", "processing"]),
                name="payment_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def trouble(self) -> str:
        """Why a person looks at it, in sentences."""
        if self.state == self.State.MISMATCH:
            return str(_("The supplier has another sum, currency or mode than was asked for."))
        parts = [*self.disputes.all(), *self.refunds.all()]
        return " ".join(str(part.trouble) for part in parts if part.trouble)

    @property
    def is_unexplained(self) -> bool:
        """Whether a part of it went back and nobody knows for which goods."""
        lost = [dispute for dispute in self.disputes.all() if dispute.state == Dispute.State.LOST]
        went = [refund for refund in self.refunds.all() if refund.state != Refund.State.FAILED]
        return any(part.explained_at is None for part in [*lost, *went])

    @property
    def answer_by(self) -> datetime | None:
        """Until when the supplier must have an answer to a dispute; the earliest, none where nothing is asked."""
        asked = [dispute.evidence_due_by for dispute in self.disputes.all() if dispute.waits_for_answer]
        return min((until for until in asked if until), default=None)


class LedgerEntry(models.Model):
    """A movement of money. Rows are added, never edited; minor units, negative where it leaves our account there."""

    class Kind(models.TextChoices):
        CHARGE = "charge", _("Payment")
        UNMATCHED = "unmatched", _("Payment that does not fit")  # in the sum and currency that came
        REFUND = "refund", _("Refund")
        DISPUTE = "dispute", _("Dispute")  # taken by the buyer's bank, or given back by it
        FEE = "fee", _("Fee")
        PAYOUT = "payout", _("Paid out")  # on its way to the shop's own bank
        ELSEWHERE = "elsewhere", _("Paid elsewhere")  # by bank transfer or in cash, as staff wrote it down

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.IntegerField()
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="one_entry_per_movement"),
            models.CheckConstraint(
                condition=Q(kind__in=["charge", "unmatched", "elsewhere"], amount__gte=0)
                | Q(kind__in=["refund", "fee"], amount__lte=0)
                | Q(kind__in=["dispute", "payout"]),
                name="payments_come_refunds_and_fees_go",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class Refund(models.Model):
    """Money on its way back; its row and key exist before the supplier is asked."""

    class State(models.TextChoices):
        READY = "ready", _("To be asked for")
        PENDING = "pending", _("On its way")
        DONE = "done", _("Paid back")
        FAILED = "failed", _("Failed")

    class Reason(models.TextChoices):
        ASKED = "asked", _("Asked for by staff")
        GONE = "gone", _("Came when the goods were gone")
        PAID_TWICE = "paid_twice", _("Was paid twice")
        ELSEWHERE = "elsewhere", _("Made at the supplier")

    STOPPED = "The buyer's bank disputes this payment."  # in last_error

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=120, unique=True)
    amount = models.PositiveIntegerField()
    lines = models.ManyToManyField("shop.OrderLine", related_name="+", blank=True, help_text="What is taken back.")
    reason = models.CharField(max_length=40, choices=Reason.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    reference = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    explained_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was known which goods it is for; never, for a part made elsewhere."
    )

    def __str__(self) -> str:
        return self.key

    @property
    def total(self) -> Money:
        return Money(self.amount, self.payment.currency)

    @property
    def trouble(self) -> str:
        """Why a person looks at it; empty where nobody need."""
        if self.state == self.State.FAILED and self.last_error == self.STOPPED:
            return self._after_the_dispute
        if self.state == self.State.FAILED:
            return _("A refund failed: %(reason)s") % {"reason": self.last_error or "–"}
        if self.explained_at is None:
            return _("A part was paid back at the supplier: which goods is it for?")
        return ""

    @property
    def _after_the_dispute(self) -> str:
        """What becomes of a refund that a dispute stopped; other words, so that what was settled is shown again."""
        states = {dispute.state for dispute in self.payment.disputes.all()}
        if states & {Dispute.State.OPEN, Dispute.State.UNDER_REVIEW}:
            return _("A refund was stopped, because the buyer’s bank disputes the payment.")
        if Dispute.State.LOST in states:
            return _("A refund was stopped by a dispute, which is lost: the bank has taken the money.")
        words = _("A refund of %(sum)s was stopped by a dispute, which is over: is it to be paid back now?")
        return words % {"sum": format_money(self.total, language=get_language())}


class Dispute(models.Model):
    """A buyer's bank asks for money back, as the supplier tells it."""

    class State(models.TextChoices):
        INQUIRY = "inquiry", _("Asked about")  # a question: no money was taken yet
        OPEN = "open", _("To be answered")
        UNDER_REVIEW = "under_review", _("Answered")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")
        OVER = "over", _("Question over")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    reference = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=State.choices)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=60, blank=True, help_text="The supplier's word for what the buyer says.")
    evidence_due_by = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True, help_text="When it was known which goods were lost.")

    class Meta:
        indexes = [
            models.Index(
                fields=["evidence_due_by"],
                condition=Q(state__in=["inquiry", "open", "under_review"]),
                name="dispute_undecided",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def waits_for_answer(self) -> bool:
        return self.state in (self.State.INQUIRY, self.State.OPEN)

    @property
    def trouble(self) -> str:
        """Why a person looks at it; empty where it is decided."""
        if self.waits_for_answer:
            return _("The buyer’s bank disputes it (%(reason)s): answer at the supplier.") % {"reason": self.reason}
        if self.state == self.State.UNDER_REVIEW:
            return _("The buyer’s bank disputes it (%(reason)s): answered, not decided yet.") % {"reason": self.reason}
        if self.state == self.State.LOST and self.explained_at is None:
            return _("A dispute about a part was lost: which goods is it for?")
        return ""


class Payout(models.Model):
    """Money that the supplier sends to the shop's own bank account."""

    class State(models.TextChoices):
        UNDER_WAY = "under_way", _("On its way")
        PAID = "paid", _("Arrived")
        FAILED = "failed", _("Came back")

    reference = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    amount = models.IntegerField(help_text="Negative where the supplier takes from the bank account.")
    currency = models.CharField(max_length=3)
    arrives_at = models.DateTimeField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)


class SupplierEvent(models.Model):
    """What a supplier told us, word for word, stored before it is acted on."""

    supplier = models.CharField(max_length=20)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    payload = models.TextField()
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    payment = models.ForeignKey(
        Payment, on_delete=models.SET_NULL, null=True, blank=True, related_name="events", help_text="Whose it is."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "event_id"], name="one_row_per_event")]

    def __str__(self) -> str:
        return f"{self.supplier} {self.event_id}"
